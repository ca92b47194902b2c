import { text, type Card, type Line, type Text } from "../src/core/card.ts";
import { findMeant } from "../src/lib/nearest.ts";
import { say } from "../src/words/say.ts";

/** With `Did you mean main?` after it, where something known is near to what was typed. */
export function withHint(sentence: Text, typed: string, known: readonly string[]): Text {
  const meant = findMeant(typed, known);
  return meant === null ? sentence : say("parts.in-turn", { first: sentence, next: say("small.meant", { meant }) });
}

/** What was asked names something that is not there, or cannot be understood: nothing was looked at, nothing done. */
export const unclearCard = (title: Text, ...line: Line): Card => ({ ...shortCard(title, ...line), unclear: true });

/** A card of one sentence or two. */
export const shortCard = (title: Text, ...line: Line): Card => ({ tone: "neutral", title, blocks: [text(...line)] });
