import type { Inline, Line } from "../../../../core/card.ts";
import { harmless, harmlessCode, oneLine } from "./plain.ts";

const ZERO_WIDTH = "\u200b";

/**
 * Every way plain text could turn into Discord markdown, each with its escape. Model names and variables
 * (`a_b`, `x/y`) hold none of them, so they reach the reader, and a search, as they are. Rules look at the
 * edges too, because the neighbour of a piece of text is another piece.
 */
const ESCAPES: readonly (readonly [RegExp, string])[] = [
  [/[\\*`[<]/g, "\\$&"],
  [/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_"],
  [/~(?=~|$)|(?<=~|^)~/g, "\\~"],
  [/\|(?=\||$)|(?<=\||^)\|/g, "\\|"],
  [/(?<=\]|^)\(/g, "\\("],
  [/(?<=:|^)\/(?=\/|$)/g, "\\/"],
  [/^([ \t]*)(#(?=#{0,2}(?:\s|$))|-(?=[\s#]|$)|>(?=\s|>>|$))/gm, "$1\\$2"],
  [/^([ \t]*\d+)([.)])(?=\s)/gm, "$1\\$2"],
];

/** Plain text as Discord markdown that shows exactly that text. Line<string> breaks stay. */
export const escapeMarkdown = (text: string): string =>
  ESCAPES.reduce((escaped, [found, instead]) => escaped.replaceAll(found, instead), harmless(text));

/** A line as markdown, however long. */
export const renderLine = (line: Line<string>): string => join(line.map(renderInline));

/** A line as markdown in pieces of at most `limit` characters (≥ 40), each of them complete markup. */
export function splitLine(line: Line<string>, limit: number): readonly string[] {
  const pieces: string[] = [];
  let current = "";
  for (const rendered of line.flatMap((inline) => splitInline(inline, limit))) {
    const joined = join([current, rendered]);
    if (joined.length > limit) pieces.push(current);
    current = joined.length > limit ? rendered : joined;
  }
  return [...pieces, current].filter((piece) => piece !== "");
}

/** A line as markdown of at most `limit` characters; what does not fit becomes an ellipsis. */
export function cutLine(line: Line<string>, limit: number): string {
  const [first = "", ...rest] = splitLine(line, limit - 1);
  return rest.length === 0 ? first : `${first.trimEnd()}…`;
}

function renderInline(inline: Inline<string>): string {
  if (typeof inline === "string") return escapeMarkdown(inline);
  switch (inline.kind) {
    case "strong":
      return inline.text.trim() === "" ? "" : `**${escapeMarkdown(oneLine(inline.text))}**`;
    case "code":
      return renderCode(oneLine(inline.text));
    case "time":
      return renderTime(inline.at, inline.style);
  }
}

function renderCode(text: string): string {
  const shown = harmlessCode(text);
  if (shown.trim() === "") return "` `";
  return shown.includes("`") ? `\`\`${ZERO_WIDTH}${shown}\`\`` : `\`${shown}\``;
}

/** For an instant that is none. */
const NO_TIME = "—";

/** `<t:SECONDS:R>` is shown in the reader's own zone and counts on by itself. */
function renderTime(at: number, style: "relative" | "absolute"): string {
  const seconds = Math.floor(at / 1000);
  return Math.abs(seconds) <= 8.64e12 ? `<t:${seconds}:${style === "relative" ? "R" : "f"}>` : NO_TIME;
}

/** Keeps neighbouring marks apart: `**a****b**` and `` `a``b` `` would otherwise run into each other. */
const join = (parts: readonly string[]): string =>
  parts.reduce((line, part) => (/[*`]$/.test(line) && /^[*`]/.test(part) ? line + ZERO_WIDTH + part : line + part), "");

/**
 * One part of a line, rendered in pieces within `limit`. Mentions are broken before the text is cut, lest two
 * pieces put one together again.
 */
function splitInline(inline: Inline<string>, limit: number): readonly string[] {
  const whole = renderInline(inline);
  if (whole.length <= limit) return [whole];
  if (typeof inline === "string") return cutText(harmless(inline), limit / 4).map(escapeMarkdown);
  if (inline.kind === "time") return [whole];
  return cutText(harmless(inline.text), limit / 4 - 2).map((text) => renderInline({ kind: inline.kind, text }));
}

/**
 * Cuts at spaces where there are any, never inside a character. A quarter of a limit is safe to escape
 * afterwards: no character grows beyond four.
 */
export function cutText(text: string, limit: number): readonly string[] {
  const most = Math.max(2, Math.floor(limit));
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > most) {
    const at = cutAt(rest, most);
    pieces.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  return [...pieces, rest];
}

function cutAt(text: string, most: number): number {
  const space = text.lastIndexOf(" ", most - 1);
  if (space > most / 2) return space + 1;
  const splitsPair = (text.codePointAt(most - 1) ?? 0) > 0xff_ff;
  return splitsPair ? most - 1 : most;
}
