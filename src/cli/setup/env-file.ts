import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { readEnvFile } from "../../config/env-file.ts";
import { say } from "../../words/say.ts";
import { Told } from "../subcommand.ts";

/** Values by variable; an empty text unsets one. */
export type Changes = Readonly<Record<string, string>>;

/**
 * The text of an environment file with some values changed. Every other line stays as it is, comments too.
 * Throws when the file is written in a way that cannot be changed line by line.
 */
export function mergeEnv(text: string, changes: Changes): string {
  const before = readValues(text);
  if (Object.keys(changes).some((name) => before[name]?.includes("\n"))) throw new Told(SEVERAL_LINES);
  const open = new Map(Object.entries(changes));
  // As it was: an editor of Windows ends lines in its own way.
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  const lines = text.split(/\r\n|\n|\r/).flatMap((line) => {
    const name = nameOf(line);
    if (name === null || !Object.hasOwn(changes, name)) return [line];
    const value = open.get(name);
    open.delete(name);
    // A variable that stands there twice would win over what is written here.
    return value === undefined ? [] : [`${name}=${quote(name, value)}`];
  });
  while (lines.at(-1)?.trim() === "") lines.pop();
  const added = [...open].map(([name, value]) => `${name}=${quote(name, value)}`);
  const merged = `${[...lines, ...added].join(end)}${end}`;
  if (!isDeepStrictEqual({ ...readValues(merged) }, { ...before, ...changes })) throw new Told(SEVERAL_LINES);
  return merged;
}

/**
 * The text of an environment file with one variable under another name, everything else as it is. Throws when the file
 * is written in a way that cannot be changed line by line.
 */
export function renameInEnv(text: string, from: string, to: string): string {
  const before = readValues(text);
  const renamed = text
    .split(/(\r\n|\n|\r)/)
    .map((line) => (nameOf(line) === from ? line.replace(from, to) : line))
    .join("");
  const { [from]: value, ...others } = before;
  if (value === undefined || to in before || !isDeepStrictEqual({ ...readValues(renamed) }, { ...others, [to]: value }))
    throw new Told(SEVERAL_LINES);
  return renamed;
}

function readValues(text: string): Changes {
  const file = readEnvFile(new TextEncoder().encode(text));
  return "unusable" in file ? {} : file.values;
}

const SEVERAL_LINES = say("file.several-lines");

const nameOf = (line: string): string | null => /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=/.exec(line)?.[1] ?? null;

/** As Node, systemd and Compose read it alike. */
function quote(name: string, value: string): string {
  if (/^[\w@%+=:,./-]*$/.test(value)) return value;
  const mark = ["'", '"'].find((one) => !value.includes(one));
  if (mark === undefined) throw new Told(say("file.both-quotes", { name, setting: `${name}_FILE` }));
  return `${mark}${value}${mark}`;
}

/** Writes beside and renames, so that the file is the old one or the new one; only its owner may read it. */
export function writeEnvFile(path: string, text: string): void {
  // A link stays a link: what it points to is replaced.
  const target = existsSync(path) ? realpathSync(path) : path;
  const beside = `${target}.new`;
  // What somebody else put there may be a link, or stay theirs to read.
  rmSync(beside, { force: true });
  const file = openSync(beside, "wx", 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  chmodSync(beside, 0o600);
  renameSync(beside, target);
}
