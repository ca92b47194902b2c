/** A sign as JSON, an address or HTML writes it, also where a text was written so twice. */
const ESCAPE =
  /\\{1,8}(?:u([\da-f]{4})|x([\da-f]{2})|["'\\/])|%(?:25){0,4}([\da-f]{2})|&(?:amp;){0,4}(?:#x([\da-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi;
const NAMED = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);
const LAST = 0x10_ffff;

/** What a text reads without escapes. Each of its letters starts at one of `starts` there; null where none is escaped. */
export interface Decoded {
  readonly read: string;
  readonly starts: readonly number[] | null;
}

/** Escaped bytes of UTF-8 become a letter each. */
export function decode(text: string): Decoded {
  let [read, shown] = ["", 0];
  const starts: number[] = [];
  const copy = (until: number): void => {
    read += text.slice(shown, until);
    for (let at = shown; at < until; at += 1) starts.push(at);
  };
  for (const match of text.matchAll(ESCAPE)) {
    copy(match.index);
    const sign = signOf(match);
    read += sign;
    for (let nth = 0; nth < sign.length; nth += 1) starts.push(match.index);
    shown = match.index + match[0].length;
  }
  if (shown === 0) return { read: text, starts: null };
  copy(text.length);
  return { read, starts: [...starts, text.length] };
}

function signOf([whole, unit, byte, percent, hex, decimal, name]: RegExpExecArray): string {
  if (name !== undefined) return NAMED.get(name.toLowerCase()) ?? name;
  const digits = unit ?? byte ?? percent ?? hex;
  const code = digits === undefined ? decimal && Number(decimal) : Number.parseInt(digits, 16);
  if (typeof code !== "number") return whole.slice(-1);
  return code > LAST ? " " : String.fromCodePoint(code);
}
