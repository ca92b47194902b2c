import { cutMark, LIMITS } from "./limits.ts";

/** What a cut text keeps of its end. */
const TAIL = 1_000;
/** The longest escape of JSON, `\u0000`. */
const ESCAPE = 6;

/** Quotes looked at in one go: a text of nothing but quotes is no reason to stop everything else. */
const QUOTES = 20_000;

/**
 * The index of the quote that ends the string whose text begins at `start`, looked for from `from`; the end of the
 * document without one. `~index` when it was not found yet, and is to be looked for from there.
 */
export function endOfString(json: string, start: number, from: number): number {
  let at = from;
  for (let looks = 0; looks < QUOTES; looks += 1) {
    at = json.indexOf('"', at);
    if (at < 0) return json.length;
    if (!isEscaped(json, at, start)) return at;
    at += 1;
  }
  return ~at;
}

/**
 * The inside of a JSON string cut to `most` characters, between characters as JSON writes them. The middle is left
 * out: a text is known by its beginning, and some end in what says how to read them.
 */
export function cutJsonText(json: string, start: number, end: number, most: number): string {
  const tail = Math.min(TAIL, Math.floor(most / 4));
  const headEnd = before(json, start, start + most - tail);
  const tailStart = after(json, start, end - tail);
  return json.slice(start, headEnd) + cutMark(tailStart - headEnd) + json.slice(tailStart, end);
}

/** A text that is no part of JSON, cut in the same way. */
export function cutText(text: string, most: number = LIMITS.text): string {
  if (text.length <= most) return text;
  const tail = Math.min(TAIL, Math.floor(most / 4));
  const head = most - tail;
  return (text.slice(0, head) + cutMark(text.length - most) + text.slice(-tail)).toWellFormed();
}

/** Whether an odd number of backslashes stands before a place: one of them belongs to what stands there. */
function isEscaped(json: string, at: number, start: number): boolean {
  let first = at;
  while (first > start && json.charCodeAt(first - 1) === BACKSLASH) first -= 1;
  return (at - first) % 2 === 1;
}

/** Where the escape begins that a place is inside of; null when it is inside of none. */
function escapeAround(json: string, start: number, at: number): number | null {
  for (let near = at - 1; near >= Math.max(start, at - ESCAPE + 1); near -= 1) {
    if (json.charCodeAt(near) !== BACKSLASH) continue;
    const begin = isEscaped(json, near, start) ? near - 1 : near;
    return at < begin + lengthOf(json, begin) ? begin : null;
  }
  return null;
}

const lengthOf = (json: string, escape: number): number => (json.charAt(escape + 1) === "u" ? ESCAPE : 2);

const before = (json: string, start: number, at: number): number => escapeAround(json, start, at) ?? at;

function after(json: string, start: number, at: number): number {
  const begin = escapeAround(json, start, at);
  return begin === null ? at : begin + lengthOf(json, begin);
}

const BACKSLASH = 0x5c;
