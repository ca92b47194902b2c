import { LIMITS, NAMES, NEWEST_LAST, WHOLE, WORD } from "./limits.ts";
import { endOfString } from "./text.ts";

/** Longer documents are gone through while others get their turns. */
const MOST = 1_000_000;

const [QUOTE, COMMA, COLON, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [34, 44, 58, 91, 93, 123, 125];
const SPACES = new Set([32, 9, 10, 13]);

/**
 * Whether a document is surely within the limits, so that nothing of it need be written anew: hardly any is not. Looks
 * at every character once and makes nothing. What is no JSON may be told to fit: it is refused as such.
 */
export function fits(json: string): boolean {
  if (json.length > MOST) return false;
  // Of what is open: where the key of the value that is read stands, and how many items there were.
  const keys = new Int32Array(2 * LIMITS.depth + 2);
  const items = new Int32Array(LIMITS.depth + 1);
  let depth = 0;
  let newestAt = LIMITS.depth;
  let literal = 0;
  let parts = 0;
  // Any of them may be of a new shape.
  let named = 0;
  let words = 0;
  const keyAt = (level: number): string => json.slice(keys[2 * level], keys[2 * level + 1]);
  for (let at = 0; at < json.length; at += 1) {
    const sign = json.charCodeAt(at);
    if (sign === QUOTE) {
      const start = at + 1;
      at = endOfString(json, start, start);
      // Not found yet: a text of nothing but quotes.
      if (at < 0) return false;
      let next = at + 1;
      while (SPACES.has(json.charCodeAt(next))) next += 1;
      const isKey = json.charCodeAt(next) === COLON;
      if (isKey) {
        [keys[2 * depth], keys[2 * depth + 1]] = [start, at];
        if ((named += 1) > LIMITS.shapes) return false;
      } else if (at - start <= WORD && (words += 1) > LIMITS.words) return false;
      if (at - start > LIMITS.name && (isKey || at - start > mostOf(keyAt(depth)))) return false;
    } else if (sign === COMMA) {
      const count = (items[depth] ?? 0) + 1;
      items[depth] = count;
      if ((parts += 1) > LIMITS.parts) return false;
      if (count >= (depth > newestAt ? LIMITS.inner : LIMITS.items)) return false;
    } else if (sign === OPEN_LIST || sign === OPEN_OBJECT) {
      if (depth + 1 >= LIMITS.depth || (parts += 1) > LIMITS.parts) return false;
      if (sign === OPEN_LIST && newestAt === LIMITS.depth && NEWEST_LAST.has(keyAt(depth))) newestAt = depth + 1;
      depth += 1;
      items[depth] = 0;
      // The items of a list stand under its key.
      [keys[2 * depth], keys[2 * depth + 1]] =
        sign === OPEN_LIST ? [keys[2 * depth - 2] ?? 0, keys[2 * depth - 1] ?? 0] : [0, 0];
    } else if (sign === CLOSE_LIST || sign === CLOSE_OBJECT) {
      if (depth === newestAt) newestAt = LIMITS.depth;
      if (depth > 0) depth -= 1;
    } else if (sign !== COLON && !SPACES.has(sign)) {
      literal += 1;
      if (literal > LIMITS.literal) return false;
      continue;
    }
    literal = 0;
  }
  return true;
}

const mostOf = (key: string): number => (NAMES.has(key) ? LIMITS.name : WHOLE.has(key) ? LIMITS.whole : LIMITS.text);
