import { LIMITS } from "./out/render/limits.ts";

/** A command and its arguments, as a button carries them. */
export interface ButtonCall {
  readonly command: string;
  readonly args: Readonly<Record<string, string>>;
}

/** The version of the notation: buttons outlive the process that posted them. */
const VERSION = "c1";

/**
 * `c1|fix-codex|plan=abc&step=2`, at most 100 characters; undefined when it does not fit. `repeat` tells apart
 * two buttons of one message that do the same, which Discord refuses.
 */
export function writeCustomId(call: ButtonCall, repeat = 0): string | undefined {
  const args = Object.entries(call.args).map(([name, value]) => `${guard(name)}=${guard(value)}`);
  const id = [VERSION, guard(call.command), args.join("&"), ...(repeat > 0 ? [String(repeat)] : [])].join("|");
  return id.length <= LIMITS.customId ? id : undefined;
}

/** The call in a custom id; undefined when it was not written by {@link writeCustomId}. */
export function readCustomId(id: string): ButtonCall | undefined {
  const [version, command, args] = id.split("|");
  if (version !== VERSION || command === undefined || command === "" || args === undefined) return undefined;
  const pairs = args.split("&").filter((pair) => pair.includes("="));
  return { command: unguard(command), args: Object.fromEntries(pairs.map(readPair)) };
}

function readPair(pair: string): readonly [string, string] {
  const at = pair.indexOf("=");
  return [unguard(pair.slice(0, at)), unguard(pair.slice(at + 1))];
}

/** Only our own marks are encoded, so that most ids stay short and readable. */
const guard = (text: string): string =>
  text.replaceAll(/[%|&=\p{Cc}]/gu, (mark) => `%${mark.charCodeAt(0).toString(16).padStart(2, "0")}`);

const unguard = (text: string): string =>
  text.replaceAll(/%([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
