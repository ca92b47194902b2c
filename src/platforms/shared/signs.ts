import type { Tone } from "../../core/card.ts";

/** What stands before a card's first line, where it is read on a lock screen: the same in each chat. */
export const SIGNS: Readonly<Record<Tone, string>> = {
  good: "🟢",
  warning: "🟠",
  critical: "🔴",
  unknown: "⚪",
  neutral: "🔵",
};
