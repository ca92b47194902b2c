import { DAY, HOUR, MINUTE, type Instant } from "../src/core/time.ts";

const LENGTH =
  /^(?:for\s+)?(?:(half)\s+an?|(an?|one)|(\d{1,4}(?:[.,]\d)?))\s*(mo|months?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?)\.?$/i;
/** `1h30m`, `1 hour and 30 minutes`. */
const IN_TWO = /^(?:for\s+)?(\d{1,4}\s*[a-z]+)\s*(?:and\s+)?(\d{1,4}\s*[a-z]+)\.?$/i;
const UNITS: readonly (readonly [start: string, size: number])[] = [
  ["mo", 30 * DAY],
  ["m", MINUTE],
  ["h", HOUR],
  ["d", DAY],
  ["w", 7 * DAY],
];

/** A length of time as people write it, `30m`, `2 hours`, `half an hour`, `1h30m`; null for anything else. */
export function lengthOf(words: string): number | null {
  const typed = words.trim();
  const [, long = "", short = ""] = IN_TWO.exec(typed) ?? [];
  const both = [lengthOfOne(long), lengthOfOne(short)] as const;
  return both[0] !== null && both[1] !== null && both[0] > both[1] ? both[0] + both[1] : lengthOfOne(typed);
}

function lengthOfOne(words: string): number | null {
  const [, half, one, count = "", unit = ""] = LENGTH.exec(words) ?? [];
  const size = UNITS.find(([start]) => unit !== "" && unit.toLowerCase().startsWith(start))?.[1];
  if (size === undefined) return null;
  return half === undefined ? (one === undefined ? Number(count.replace(",", ".")) : 1) * size : size / 2;
}

const UNTIL = /^(?:until|till)\s+(\d{1,2})[:.](\d{2})$/i;

/** `until 08:00`: the next time the clock of this host says so; null for anything else. */
export function untilClock(words: string, now: Instant): Instant | null {
  const [hour, minute] = UNTIL.exec(words.trim())?.slice(1).map(Number) ?? [];
  if (hour === undefined || minute === undefined || hour > 23 || minute > 59) return null;
  const at = new Date(now);
  at.setHours(hour, minute, 0, 0);
  return at.getTime() > now ? at.getTime() : at.setDate(at.getDate() + 1);
}
