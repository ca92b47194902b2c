import { decode, type Decoded } from "./escapes.ts";

/** Shorter ones are words that may stand anywhere. */
const SHORTEST = 6;
/** A piece of this length tells enough of a secret, and is nothing else. */
const PIECE = 12;
/** Every piece holds one of the keys that begin this far from each other. */
const STRIDE = PIECE - SHORTEST + 1;

interface Span {
  readonly from: number;
  readonly to: number;
}

interface Place {
  readonly form: string;
  readonly at: number;
}

/** What must not be shown, found in every form it may be written in, and in pieces. */
export interface OwnSecrets {
  add(values: readonly string[]): void;
  /** `text` with `instead` in place of each secret and of each piece of one. */
  hide(text: string, instead: string): string;
}

/**
 * Looks each place of a text up once, however many secrets there are: by the first letters of what stands there. Capital
 * letters count as small ones, as in the digits of a secret written in hexadecimal; signs that are escaped for an
 * address, for JSON or for HTML count as what they stand for.
 */
export function createOwnSecrets(): OwnSecrets {
  const known = new Set<string>();
  const places = new Map<string, Place[]>();

  const keep = (form: string): void => {
    if (form.length < SHORTEST || known.has(form)) return;
    known.add(form);
    for (let at = 0; at + SHORTEST <= form.length; at += STRIDE) {
      const key = form.slice(at, at + SHORTEST);
      const there = places.get(key);
      if (there === undefined) places.set(key, [{ form, at }]);
      else there.push({ form, at });
    }
  };

  /** The longest piece that stands around this place of a text, null for none. */
  const pieceAt = (text: string, at: number): Span | null => {
    let [from, to] = [at, at];
    for (const place of places.get(text.slice(at, at + SHORTEST)) ?? []) {
      const [before, behind] = reach(text, at, place);
      if (before + behind < Math.min(place.form.length, PIECE)) continue;
      [from, to] = [Math.min(from, at - before), Math.max(to, at + behind)];
    }
    return from < to ? { from, to } : null;
  };

  /** Where pieces stand in `read`, as places of the text that it was read from. */
  const piecesIn = ({ read, starts }: Decoded): readonly Span[] => {
    const [found, looked] = [[] as Span[], small(read)];
    for (let at = 0; at + SHORTEST <= looked.length; at += 1) {
      const piece = pieceAt(looked, at);
      if (piece === null) continue;
      found.push({ from: starts?.[piece.from] ?? piece.from, to: starts?.[piece.to] ?? piece.to });
      at = piece.to - 1;
    }
    return found;
  };

  return {
    add: (values) => {
      for (const value of values) if (value.length >= SHORTEST) for (const form of formsOf(value)) keep(small(form));
    },
    hide: (text, instead) => {
      const decoded = decode(text);
      const pieces = piecesIn({ read: text, starts: null });
      return cut(text, decoded.starts === null ? pieces : [...pieces, ...piecesIn(decoded)], instead);
    },
  };
}

/** `text` with `instead` once for all spans that touch each other. */
function cut(text: string, spans: readonly Span[], instead: string): string {
  let [left, shown] = ["", 0];
  for (const [nth, { from, to }] of spans.toSorted((one, other) => one.from - other.from).entries()) {
    if (nth === 0 || from > shown) left += text.slice(shown, from) + instead;
    shown = Math.max(shown, to);
  }
  return left + text.slice(shown);
}

/** How many letters before and from this place on are those of the secret. */
function reach(text: string, at: number, place: Place): readonly [before: number, behind: number] {
  let [before, behind] = [0, SHORTEST];
  while (before < place.at && text[at - before - 1] === place.form[place.at - before - 1]) before += 1;
  while (place.at + behind < place.form.length && text[at + behind] === place.form[place.at + behind]) behind += 1;
  return [before, behind];
}

/** Of the same length, unlike with `toLowerCase`. */
const small = (text: string): string => text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** As it is, in UTF-8, in hexadecimal digits and in base64. */
function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  return [secret, bytes.toString("latin1"), bytes.toString("hex"), ...base64Of(bytes)];
}

/** In base64 a text reads in three ways, by how many bytes stand before it; what hangs on its neighbours is left out. */
const base64Of = (bytes: Buffer): readonly string[] =>
  [0, 1, 2].flatMap((before) => {
    const padded = Buffer.concat([Buffer.alloc(before), bytes]);
    const first = Math.ceil((before * 8) / 6);
    const last = Math.floor((padded.length * 8) / 6);
    return (["base64", "base64url"] as const).map((form) => padded.toString(form).slice(first, last));
  });
