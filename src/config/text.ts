import type { Message } from "../core/card.ts";
import { say } from "../words/say.ts";

const QUOTES: readonly (readonly [open: string, close: string])[] = [
  ['"', '"'],
  ["'", "'"],
  ["`", "`"],
  ["“", "”"],
  ["„", "“"],
  ["‘", "’"],
  ["«", "»"],
];

/** What nobody sees on a screen: control characters, zero-width and formatting ones, blanks that are no space. */
const UNSEEN = /[^\P{C}\t\n\r]|[^\P{Z} ]|\u{FFFD}/u;

/** What is wrong with a text as such, in words that go on after its name; null when nothing is. */
export function inspectText(value: string): Message | null {
  if (isQuoted(value)) return say("setting.quoted");
  const unseen = UNSEEN.exec(value);
  if (unseen === null) return null;
  const code = unseen[0].codePointAt(0) ?? 0;
  const sign = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  if (code === 0xff_fd) return say("setting.no-utf8", { at: unseen.index + 1 });
  return say("setting.unseen", { sign, at: unseen.index + 1 });
}

const isQuoted = (value: string): boolean =>
  value.length > 1 && QUOTES.some(([open, close]) => value.startsWith(open) && value.endsWith(close));
