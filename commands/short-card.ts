import { text, type Card, type Line } from "../src/core/card.ts";

/** A card of one sentence or two. */
export const shortCard = (title: string, ...line: Line): Card => ({ tone: "neutral", title, blocks: [text(...line)] });
