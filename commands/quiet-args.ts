import type { Message } from "../src/core/card.ts";
import { DAY, MINUTE, type Instant } from "../src/core/time.ts";
import { say } from "../src/words/say.ts";
import { lengthOf } from "./lengths.ts";

/** What somebody wants to be quiet, as they typed it. */
export type QuietWish =
  | { readonly kind: "list" }
  | { readonly kind: "remove"; readonly id: number }
  /** Minutes since midnight. */
  | { readonly kind: "hours"; readonly from: number; readonly until: number }
  | { readonly kind: "maintenance"; readonly from: Instant; readonly until: Instant }
  | { readonly kind: "unclear"; readonly why: Message };

const HOURS = /^(?:from\s+)?(\d{1,2})(?::(\d{2}))?\s*(?:-|–|—|to|until|till)\s*(\d{1,2})(?::(\d{2}))?$/i;
const REMOVE = /^(?:(?:off|remove|delete|cancel)\s+#?(\d{1,9})|#?(\d{1,9})\s+off)$/i;
const PLANNED = /^(?:(today|tomorrow|\d{4}-\d{2}-\d{2})[\sT]+)?(?:at\s+)?(\d{1,2}):(\d{2}),?\s+(.{1,40})$/i;
/** The length may come first: `2h tomorrow 22:00`. */
const TURNED =
  /^((?:for\s+)?\d{1,4}\s*[a-z]+)\s+((?:(?:today|tomorrow|\d{4}-\d{2}-\d{2})[\sT]+)?(?:at\s+)?\d{1,2}:\d{2})$/i;
/** And the day after the time: `22:00 tomorrow for 2h`. */
const DAY_AFTER = /^(\d{1,2}:\d{2})\s+(today|tomorrow|\d{4}-\d{2}-\d{2})\s+(.+)$/i;
const LONGEST = 30 * DAY;

/** Reads what stands after the gateway; days and times are those of this host. */
export function readQuiet(typed: string, now: Instant): QuietWish {
  const words = typed.trim().replaceAll(/\s+/g, " ");
  if (words === "" || /^(?:list|show|status)$/i.test(words)) return { kind: "list" };
  const removed = REMOVE.exec(words)
    ?.slice(1)
    .find((id) => id !== undefined);
  if (removed !== undefined) return { kind: "remove", id: Number(removed) };
  const hours = HOURS.exec(words);
  if (hours) return readHours(hours.slice(1, 5).map((part) => Number(part ?? 0)));
  const length = lengthOf(words);
  if (length !== null) return toMaintenance(now, length, now);
  const [, day, hour, minute, long] = PLANNED.exec(inOrder(words)) ?? [];
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

const inOrder = (words: string): string => words.replace(TURNED, "$2 $1").replace(DAY_AFTER, "$2 $1 $3");

const unclear = (why: Message): QuietWish => ({ kind: "unclear", why });
