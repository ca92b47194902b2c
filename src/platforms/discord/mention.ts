/** Whom warnings mention. */
export interface Mention {
  readonly kind: "role" | "user";
  readonly id: string;
}

/** `role:ID`, `user:ID`, as Discord writes them (`<@&ID>`, `<@ID>`), or an id alone. */
export const MENTION = /^(?:role:|user:|<@[&!]?)?\d{1,20}>?$/;

/** An id alone is a role where one of the bot's servers has such a role, else a person. */
export function readMention(setting: string | undefined, isRole: (id: string) => boolean): Mention | null {
  const id = setting?.match(/\d+/)?.[0];
  if (setting === undefined || id === undefined) return null;
  if (/^(?:role:|<@&)/.test(setting)) return { kind: "role", id };
  return { kind: /^\d/.test(setting) && isRole(id) ? "role" : "user", id };
}
