import type { Message } from "../src/core/card.ts";
import { DAY, HOUR, MINUTE, type Instant } from "../src/core/time.ts";
import { say } from "../src/words/say.ts";

/** What somebody wants to be quiet, as they typed it. */
export type QuietWish =
  | { readonly kind: "list" }
  | { readonly kind: "remove"; readonly id: number }
  /** Minutes since midnight. */
  | { readonly kind: "hours"; readonly from: number; readonly until: number }
  | { readonly kind: "maintenance"; readonly from: Instant; readonly until: Instant }
  | { readonly kind: "unclear"; readonly why: Message };

const HOURS = /^(\d{1,2}):(\d{2})\s*(?:-|–|to)\s*(\d{1,2}):(\d{2})$/i;
const REMOVE = /^(?:off|remove)\s+#?(\d{1,9})$/i;
const PLANNED =
  /^(?:(today|tomorrow|\d{4}-\d{2}-\d{2})[\sT]+)?(\d{1,2}):(\d{2})\s+(?:for\s+)?(\d{1,4}\s*(?:m|min|h|d)\w*)$/i;
const LENGTH = /^(?:for\s+)?(\d{1,4})\s*(m|h|d)(?:in|ins|inutes?|ours?|ays?)?$/i;
const UNITS: Readonly<Record<string, number>> = { m: MINUTE, h: HOUR, d: DAY };
const LONGEST = 30 * DAY;

/** Reads what stands after the gateway; days and times are those of this host. */
export function readQuiet(typed: string, now: Instant): QuietWish {
  const words = typed.trim().replaceAll(/\s+/g, " ");
  if (words === "" || /^list$/i.test(words)) return { kind: "list" };
  const removed = REMOVE.exec(words)?.[1];
  if (removed !== undefined) return { kind: "remove", id: Number(removed) };
  const hours = HOURS.exec(words);
  if (hours) return readHours(hours.slice(1).map(Number));
  const length = lengthOf(words);
  if (length !== null) return toMaintenance(now, length, now);
  const [, day, hour, minute, long] = PLANNED.exec(words) ?? [];
  const planned = long === undefined ? null : lengthOf(long);
  if (planned === null) return unclear(say("quiet.no-time", { words }));
  const from = startOf(day?.toLowerCase(), Number(hour), Number(minute), now);
  return from === null ? unclear(say("quiet.no-day", { words })) : toMaintenance(from, planned, now);
}

function readHours([fromHour = 0, fromMinute = 0, untilHour = 0, untilMinute = 0]: readonly number[]): QuietWish {
  if (
    ![
      [fromHour, fromMinute],
      [untilHour, untilMinute],
    ].every(([hour = 99, minute = 99]) => hour < 24 && minute < 60)
  )
    return unclear(say("quiet.no-hours"));
  const [from, until] = [fromHour * 60 + fromMinute, untilHour * 60 + untilMinute];
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

function lengthOf(words: string): number | null {
  const [, count, unit = ""] = LENGTH.exec(words.trim()) ?? [];
  const size = UNITS[unit.toLowerCase()];
  return count === undefined || size === undefined ? null : Number(count) * size;
}

const unclear = (why: Message): QuietWish => ({ kind: "unclear", why });
