import { text, type Card, type Line } from "../src/core/card.ts";

/** A card of one sentence or two. */
/** What was asked names something that is not there, or cannot be understood: nothing was looked at, nothing done. */
export const unclearCard = (title: string, ...line: Line): Card => ({ ...shortCard(title, ...line), unclear: true });

export const shortCard = (title: string, ...line: Line): Card => ({ tone: "neutral", title, blocks: [text(...line)] });
