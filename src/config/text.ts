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
export function inspectText(value: string): string | null {
  if (isQuoted(value)) return "stands in quotes, which would become a part of it; write it without them";
  const unseen = UNSEEN.exec(value);
  if (unseen === null) return null;
  const code = unseen[0].codePointAt(0) ?? 0;
  const name = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  if (code === 0xff_fd) return `holds a character that is no UTF-8 (at position ${unseen.index + 1}); type it again`;
  return `holds a character that cannot be seen (${name} at position ${unseen.index + 1}); type it again`;
}

const isQuoted = (value: string): boolean =>
  value.length > 1 && QUOTES.some(([open, close]) => value.startsWith(open) && value.endsWith(close));
