import type { Message } from "../src/core/card.ts";
import { DAY, MINUTE, type Instant } from "../src/core/time.ts";
import { say } from "../src/words/say.ts";
import { lengthOf, untilClock } from "./lengths.ts";

/** What somebody wants to be quiet, as they typed it. */
export type QuietWish =
  | { readonly kind: "list" }
  | { readonly kind: "remove"; readonly id: number }
  /** Minutes since midnight. */
  | { readonly kind: "hours"; readonly from: number; readonly until: number }
  | { readonly kind: "maintenance"; readonly from: Instant; readonly until: Instant }
  | { readonly kind: "unclear"; readonly why: Message };

/** `22:00`, `22.00`, `2200`, `22h`, `10pm`. */
const CLOCK = String.raw`(\d{1,2})(?:[:.h]?(\d{2})|h)?\s*([ap]m)?`;
const HOURS = new RegExp(String.raw`^(?:from\s+)?${CLOCK}\s*(?:-|–|—|to|until|till)\s*${CLOCK}$`, "i");
const REMOVE = /^(?:(?:off|remove|delete|cancel)\s+#?(\d{1,9})|#?(\d{1,9})\s+off)$/i;
const REMOVE_WHICH = /^(?:off|remove|delete|cancel)(?:\s+all)?$/i;
const PLANNED = /^(?:(today|tomorrow|\d{4}-\d{2}-\d{2})[\sT]+)?(?:at\s+)?(\d{1,2}):(\d{2}),?\s+(.{1,40})$/i;
/** The length may come first: `2h tomorrow 22:00`. */
const TURNED =
  /^((?:for\s+)?\d{1,4}\s*[a-z]+)\s+((?:(?:today|tomorrow|\d{4}-\d{2}-\d{2})[\sT]+)?(?:at\s+)?\d{1,2}:\d{2})$/i;
/** And the day after the time: `22:00 tomorrow for 2h`. */
const DAY_AFTER = /^(\d{1,2}:\d{2})\s+(today|tomorrow|\d{4}-\d{2}-\d{2})\s+(.+)$/i;
const LONGEST = 30 * DAY;

/** Reads what stands after the gateway; days and times are those of this host. */
export function readQuiet(typed: string, now: Instant): QuietWish {
  // A clock is also written 22.00.
  const words = typed
    .trim()
    .replaceAll(/\s+/g, " ")
    .replaceAll(/\b(\d{1,2})\.(\d{2})(?![\d.a-z])/gi, "$1:$2");
  if (words === "" || /^(?:list|show|status)$/i.test(words)) return { kind: "list" };
  const removed = REMOVE.exec(words)
    ?.slice(1)
    .find((id) => id !== undefined);
  if (removed !== undefined) return { kind: "remove", id: Number(removed) };
  if (REMOVE_WHICH.test(words)) return unclear(say("quiet.which"));
  const [, ...parts] = HOURS.exec(words) ?? [];
  if (parts.length > 0) return readHours(toClock(parts.slice(0, 3)), toClock(parts.slice(3)));
  const length = lengthOf(words);
  if (length !== null) return toMaintenance(now, length, now);
  const until = untilClock(words, now);
  if (until !== null) return { kind: "maintenance", from: now, until };
  const [, day, hour, minute, long] = PLANNED.exec(inOrder(words)) ?? [];
  const planned = long === undefined ? null : lengthOf(long);
  if (planned === null) return unclear(say("quiet.no-time", { words }));
  const from = startOf(day?.toLowerCase(), Number(hour), Number(minute), now);
  return from === null ? unclear(say("quiet.no-day", { words })) : toMaintenance(from, planned, now);
}

/** Minutes since midnight; null where no clock says so. */
function toClock([hours = "", minutes = "0", half]: readonly (string | undefined)[]): number | null {
  const [hour, minute] = [Number(hours), Number(minutes)];
  if (minute > 59 || (half !== undefined && (hour < 1 || hour > 12))) return null;
  const counted = half === undefined ? hour : (hour % 12) + (half.toLowerCase() === "pm" ? 12 : 0);
  return counted > 23 ? null : counted * 60 + minute;
}

function readHours(from: number | null, until: number | null): QuietWish {
  if (from === null || until === null) return unclear(say("quiet.no-hours"));
  return from === until ? unclear(say("quiet.empty-hours")) : { kind: "hours", from, until };
}

function toMaintenance(from: Instant, length: number, now: Instant): QuietWish {
  if (length === 0 || length > LONGEST) return unclear(say("quiet.no-length"));
  if (from + length <= now) return unclear(say("quiet.over"));
  return { kind: "maintenance", from, until: from + length };
}

/** Without a day, the next time the clock says so. */
function startOf(day: string | undefined, hour: number, minute: number, now: Instant): Instant | null {
  if (hour > 23 || minute > 59) return null;
  const today = new Date(now);
  const [year, month, date] = /^\d/.test(day ?? "")
    ? (day ?? "").split("-").map(Number)
    : [today.getFullYear(), today.getMonth() + 1, today.getDate() + (day === "tomorrow" ? 1 : 0)];
  const at = new Date(year ?? 0, (month ?? 1) - 1, date ?? 0, hour, minute);
  if (/^\d/.test(day ?? "") && (at.getMonth() + 1 !== month || at.getDate() !== date)) return null;
  if (day !== undefined || at.getTime() > now - MINUTE) return at.getTime();
  return at.setDate(at.getDate() + 1);
}

const inOrder = (words: string): string => words.replace(TURNED, "$2 $1").replace(DAY_AFTER, "$2 $1 $3");

const unclear = (why: Message): QuietWish => ({ kind: "unclear", why });
