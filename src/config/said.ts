import type { Message, Text } from "../core/card.ts";

/** A sentence of the catalogue on its way through zod, which carries text alone. */
export const carry = (said: Message): string => JSON.stringify(said);

/** What zod brings back: a sentence of the catalogue, or words of zod's own. */
export function readCarried(message: string | undefined): Text | null {
  if (message === undefined) return null;
  try {
    const read: unknown = JSON.parse(message);
    return isMessage(read) ? read : message;
  } catch {
    return message;
  }
}

const isMessage = (value: unknown): value is Message =>
  typeof value === "object" && value !== null && "kind" in value && value.kind === "message";
