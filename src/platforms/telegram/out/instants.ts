import { DAY, HOUR, MINUTE, SECOND, type Instant } from "../../../core/time.ts";

/** `2026-03-07 09:12 UTC`: Telegram cannot show a reader's own zone, so the zone is named. */
export function formatInstant(at: Instant): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return "at an unknown time";
  return `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

const STEPS = [
  { below: MINUTE, unit: SECOND, one: "s", many: "s" },
  { below: HOUR, unit: MINUTE, one: "min", many: "min" },
  { below: 2 * DAY, unit: HOUR, one: "h", many: "h" },
  { below: Infinity, unit: DAY, one: "day", many: "days" },
] as const;

/** `3 min ago`, `in 5 min`, `just now`. Rounded down, so that nothing seems older than it is. */
export function formatDistance(at: Instant, now: Instant): string {
  const length = Math.abs(now - at);
  if (!(length >= SECOND)) return "just now";
  const step = STEPS.find(({ below }) => length < below) ?? STEPS[3];
  const count = Math.floor(length / step.unit);
  const amount = `${count} ${count === 1 ? step.one : step.many}`;
  return at > now ? `in ${amount}` : `${amount} ago`;
}

/** Both ways of saying it; the one the card asked for comes first. */
export function formatTime(
  time: { readonly at: Instant; readonly style: "relative" | "absolute" },
  now: Instant,
): string {
  const absolute = formatInstant(time.at);
  if (Number.isNaN(new Date(time.at).getTime())) return absolute;
  const relative = formatDistance(time.at, now);
  return time.style === "relative" ? `${relative} (${absolute})` : `${absolute} (${relative})`;
}
