import type { Instant } from "../src/core/time.ts";
import { lengthOf, untilClock } from "./lengths.ts";

/** What somebody typed after `/warnings`, in whatever order and case. */
export interface WarningArgs {
  readonly action: string | undefined;
  /** An incident by its number or id. */
  readonly incident: string | undefined;
  /** Instead of a number: the newest one of this gateway. */
  readonly gateway: string | undefined;
  readonly length: string | undefined;
  /** What is none of these. */
  readonly unknown: string | undefined;
}

interface Known {
  readonly actions: readonly string[];
  readonly gateways: readonly string[];
}

const OVER = /^(?:until\s+)?(?:it\s+is\s+)?over$/i;
const NUMBER = /^#?\d{1,9}$/;
/** What stands between the words that say something. */
const FILLERS: ReadonlySet<string> = new Set([
  "for",
  "until",
  "the",
  "incident",
  "number",
  "no",
  "nr",
  "on",
  "of",
  "gateway",
]);
/** What buttons say, and what other programs call it. */
const OTHERWISE: Readonly<Record<string, string>> = {
  acknowledge: "ack",
  acknowledged: "ack",
  silence: "mute",
  snooze: "mute",
  ok: "ack",
  seen: "ack",
  open: "status",
  show: "status",
  info: "details",
};
const NONE: WarningArgs = {
  action: undefined,
  incident: undefined,
  gateway: undefined,
  length: undefined,
  unknown: undefined,
};

/** Sorts what was typed by what it looks like; whoever names an option has said what it is. */
export function readWarningArgs(
  typed: {
    readonly action?: string | undefined;
    readonly incident?: string | undefined;
    readonly for?: string | undefined;
  },
  known: Known,
): WarningArgs {
  // Buttons carry ids, which stand alone.
  const named = typed.incident?.trim();
  const words = inWords([typed.action, named, typed.for].flatMap((one) => one?.trim() ?? []));
  return words.reduce<WarningArgs>((found, word) => take(found, word, word === named, known), NONE);
}

function take(found: WarningArgs, word: string, isNamed: boolean, { actions, gateways }: Known): WarningArgs {
  const action = found.action === undefined ? actionOf(word, actions) : undefined;
  if (action !== undefined) return { ...found, action };
  if (isWhole(word)) return { ...found, length: word.toLowerCase() };
  if (NUMBER.test(word)) return { ...found, incident: word };
  const gateway = gateways.find((name) => name.toLowerCase() === word.toLowerCase());
  if (gateway !== undefined) return { ...found, gateway };
  if (FILLERS.has(word.toLowerCase())) return found;
  return isNamed ? { ...found, incident: word } : { ...found, unknown: word };
}

/** In any case, and as one says it of several. */
function actionOf(word: string, actions: readonly string[]): string | undefined {
  const name = word.toLowerCase().replace(/[.,!]$/, "");
  const meant = Object.hasOwn(OTHERWISE, name) ? OTHERWISE[name] : name;
  return actions.find((one) => one === meant || `${one}s` === meant || one === `${meant}s`);
}

/** What holds several words is taken apart, but for a length: `30 minutes`, `half an hour`. */
function inWords(values: readonly string[]): readonly string[] {
  const words = values
    .flatMap((value) => (isWhole(value) ? [value] : value.split(/\s+/)))
    .filter((word) => word !== "");
  const joined: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const most = [3, 2].find((count) => at + count <= words.length && isWhole(words.slice(at, at + count).join(" ")));
    joined.push(words.slice(at, at + (most ?? 1)).join(" "));
    at += (most ?? 1) - 1;
  }
  return joined;
}

const isWhole = (words: string): boolean =>
  lengthOf(words) !== null || OVER.test(words) || untilClock(words, 0) !== null;

/** Until when a mute of that length lasts; null when it is no length. */
export function untilOf(length: string, now: Instant): Instant | "over" | null {
  if (OVER.test(length)) return "over";
  const size = lengthOf(length);
  return size === null || size === 0 ? untilClock(length, now) : now + size;
}
