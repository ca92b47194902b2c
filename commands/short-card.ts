import { text, type Card, type Line } from "../src/core/card.ts";
import { findMeant } from "../src/lib/nearest.ts";

/** ` Did you mean main?`, or nothing where nothing known is near. */
export function meantOf(typed: string, known: readonly string[]): string {
  const meant = findMeant(typed, known);
  return meant === null ? "" : ` Did you mean ${meant}?`;
}

/** What was asked names something that is not there, or cannot be understood: nothing was looked at, nothing done. */
export const unclearCard = (title: string, ...line: Line): Card => ({ ...shortCard(title, ...line), unclear: true });

/** A card of one sentence or two. */
export const shortCard = (title: string, ...line: Line): Card => ({ tone: "neutral", title, blocks: [text(...line)] });
