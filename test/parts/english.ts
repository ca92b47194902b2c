import { expect } from "vitest";
import { LANGUAGES, type Inline, type Line, type Message } from "../../src/core/card.ts";
import { english, speakLine } from "../../src/words/speak.ts";

const isMessage = (value: unknown): value is Message =>
  typeof value === "object" && value !== null && "kind" in value && value.kind === "message" && "id" in value;

const isInline = (value: unknown): value is Inline =>
  typeof value === "string" || (typeof value === "object" && value !== null && "kind" in value);

const isLine = (value: unknown): value is Line => Array.isArray(value) && value.every(isInline);

/** Files share a process, and with it what was added. */
const ADDED = Symbol.for("openclaw-companion.english");

/** Tests say in English what a card says: a sentence of the catalogue equals its English, alone and within a line. */
if (!Object.hasOwn(globalThis, ADDED)) {
  Object.defineProperty(globalThis, ADDED, { value: true });
  expect.addEqualityTesters([
    function saysTheSame(a, b) {
      if (isMessage(a) && typeof b === "string") return english(a) === b;
      if (isMessage(b) && typeof a === "string") return english(b) === a;
      if (!isLine(a) || !isLine(b) || ![...a, ...b].some(isMessage)) return undefined;
      return this.equals(speakLine(a, LANGUAGES[0]), speakLine(b, LANGUAGES[0]));
    },
  ]);
}
