import { DAY, HOUR, MINUTE } from "../src/core/time.ts";

const LENGTH =
  /^(?:for\s+)?(?:(half)\s+an?|(an?|one)|(\d{1,4}))\s*(m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?)\.?$/i;
const UNITS: Readonly<Record<string, number>> = { m: MINUTE, h: HOUR, d: DAY, w: 7 * DAY };

/** A length of time as people write it, `30m`, `2 hours`, `half an hour`; null for anything else. */
export function lengthOf(words: string): number | null {
  const [, half, one, count, unit = ""] = LENGTH.exec(words.trim()) ?? [];
  const size = UNITS[unit.charAt(0).toLowerCase()];
  if (size === undefined) return null;
  return half === undefined ? (one === undefined ? Number(count) : 1) * size : size / 2;
}
