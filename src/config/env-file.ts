import type { Message } from "../core/card.ts";
import { say } from "../words/say.ts";

/** What a file of settings gave. Never holds more of a value than `values` does. */
export interface EnvFile {
  readonly values: Readonly<Record<string, string>>;
  /** Lines that gave nothing, or not what they seem to say; each in words that go on after the line's number. */
  readonly doubts: readonly Doubt[];
}

export interface Doubt {
  /** From 1. */
  readonly line: number;
  readonly message: Message;
}

/** Larger files hold something else. */
const MOST_BYTES = 1024 * 1024;

const WIDE: readonly (readonly [name: string, mark: readonly number[]])[] = [
  ["UTF-32", [0xff, 0xfe, 0, 0]],
  ["UTF-32", [0, 0, 0xfe, 0xff]],
  ["UTF-16", [0xff, 0xfe]],
  ["UTF-16", [0xfe, 0xff]],
];

/**
 * Reads `NAME=value` a line, as Node, systemd and Compose do where they agree: `export ` before it, quotes around the
 * value (over several lines too, `\n` in double ones), a comment behind a blank and `#`. Any line ends, with or
 * without a mark at the beginning. `unusable` when nothing of it can be understood.
 */
export function readEnvFile(bytes: Uint8Array): EnvFile | { readonly unusable: Message } {
  if (bytes.length > MOST_BYTES) return { unusable: say("file.too-large") };
  const wide = WIDE.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte));
  if (wide) return { unusable: say("file.encoding", { encoding: wide[0] }) };
  if (bytes.includes(0)) return { unusable: say("file.zeros") };
  const text = new TextDecoder().decode(bytes);
  return readLines(text.split(/\r\n|\n|\r/));
}

const SETTING = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=(.*)$/s;
/** Lines of a key in base64 end in = too, but are hardly ever all capitals. */
const NEXT_SETTING = /^\s*(?:export\s+)?[A-Z_][A-Z0-9_]*=/;

function readLines(lines: readonly string[]): EnvFile {
  const values = new Map<string, string>();
  const doubts: Doubt[] = [];
  const setAt = new Map<string, number>();
  for (let index = 0; index < lines.length; index += 1) {
    const line = index + 1;
    const text = lines[index] ?? "";
    if (/^\s*(?:#|$)/.test(text)) continue;
    const [, name, rest = ""] = SETTING.exec(text) ?? [];
    if (name === undefined) {
      doubts.push({ line, message: explainNothing(text) });
      continue;
    }
    const read = readValue(rest, lines.slice(index + 1));
    if ("openQuote" in read) doubts.push({ line, message: say("file.open-quote", { name, quote: read.openQuote }) });
    if (!("value" in read)) continue;
    index += read.lines;
    const before = setAt.get(name);
    if (before !== undefined) doubts.push({ line, message: say("file.again", { name, before }) });
    if (read.value.includes("\u{FFFD}")) doubts.push({ line, message: say("file.no-utf8", { name }) });
    if (read.dropped) doubts.push({ line, message: say("file.behind-quote", { name }) });
    setAt.set(name, line);
    values.set(name, read.value);
  }
  return { values: Object.fromEntries(values), doubts };
}

function explainNothing(text: string): Message {
  if (/^\s*(?:set|setx|export|\$env:)\b.*=/i.test(text)) return say("file.command");
  if (/^\s*[\w.-]+\s*:/.test(text)) return say("file.colon");
  if (!text.includes("=")) return say("file.no-equals");
  return say("file.no-name");
}

type Value =
  | { readonly value: string; readonly lines: number; readonly dropped: boolean }
  | { readonly openQuote: string };

/** `following`: the lines after it, for a value in quotes that goes on there. */
function readValue(rest: string, following: readonly string[]): Value {
  const [quote] = /^["'`]/.exec(rest.trimStart()) ?? [];
  if (quote === undefined) {
    const comment = rest.search(/\s#/);
    return { value: (comment === -1 ? rest : rest.slice(0, comment)).trim(), lines: 0, dropped: false };
  }
  let inside = rest.trimStart().slice(1);
  for (let lines = 0; ; lines += 1) {
    const end = inside.indexOf(quote);
    if (end !== -1) {
      const value = inside.slice(0, end);
      const dropped = !/^\s*(?:#|$)/.test(inside.slice(end + 1));
      return { value: quote === '"' ? value.replaceAll("\\n", "\n") : value, lines, dropped };
    }
    const next = following[lines];
    // The next setting is no part of this one: the closing quote was forgotten.
    if (next === undefined || NEXT_SETTING.test(next)) return { openQuote: quote };
    inside += `\n${next}`;
  }
}
