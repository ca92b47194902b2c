import type { Message } from "../../src/core/card.ts";
import { english } from "../../src/words/speak.ts";

const isMessage = (value: unknown): value is Message =>
  typeof value === "object" && value !== null && "kind" in value && value.kind === "message" && "id" in value;

/** As JSON, each sentence of the catalogue in its English: to look for words in a card, or in what becomes one. */
export const inEnglish = (value: unknown): string =>
  JSON.stringify(value, (_key, one: unknown) => (isMessage(one) ? english(one) : one));

/** Matches a text whose English matches: within what is compared as a whole. */
export const saying = (words: RegExp) => ({
  asymmetricMatch: (one: unknown): boolean =>
    words.test(typeof one === "string" ? one : isMessage(one) ? english(one) : ""),
  toString: () => `saying ${String(words)}`,
});
