/** What an error says of itself; whatever else was thrown says nothing. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : "unknown error");
