/** How the link to a gateway stands, and what to do about it. */
export const links = {
  "links.says": "{why}. It says: {says}",
  "links.to-do": "What to do: {fix}.",
} as const;
