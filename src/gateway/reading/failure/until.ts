import { DAY, HOUR, MINUTE, SECOND, type Instant } from "../../../core/time.ts";

const UNITS: Readonly<Record<string, number>> = { d: DAY, h: HOUR, m: MINUTE, s: SECOND };
const SPAN =
  /(?:try again|retry|resets?|retry[-_ ]?after|retrydelay|resets_in_seconds)["']?(?: after| in|:)? ?["']?(?:about |~)?((?:\d{1,6}(?:\.\d{1,9})? ?(?:days?|d|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)[\s,]{0,3}){1,4})/i;
const PART = /(\d{1,6}(?:\.\d{1,9})?) ?(d|h|m|s)/gi;
const SECONDS = /(?:resets_in_seconds|retry[-_ ]after)["']?\s?[:=]\s?["']?(\d{1,8})\b/i;
const STAMP = /(?:resets?_at|until)["']?\s?[:=]?\s?["']?(1\d{9})(?:\d{3})?\b/i;
const ISO = /\b(20\d\d-[01]\d-[0-3]\d)(?:T| at )?([012]\d:[0-5]\d(?::[0-5]\d)?)?(?:\.\d{1,6})?(?:Z|\s?UTC)/i;
/** Nobody is asked to wait longer: what says so was misread. */
const MOST = 60 * DAY;

/** Until when somebody wants to be left alone, from words written at an instant; null where they do not say. */
export function readUntil(text: string, at: Instant): Instant | null {
  const until = readSpan(text, at) ?? readInstant(text);
  return until !== null && until > at && until - at <= MOST ? until : null;
}

function readSpan(text: string, at: Instant): Instant | null {
  const seconds = SECONDS.exec(text)?.[1];
  if (seconds !== undefined) return at + Number(seconds) * SECOND;
  const span = SPAN.exec(text)?.[1];
  if (span === undefined) return null;
  const parts = [...span.matchAll(PART)].map(
    ([, amount, unit]) => Number(amount) * (UNITS[(unit ?? "").toLowerCase()] ?? 0),
  );
  return at + Math.round(parts.reduce((sum, part) => sum + part, 0));
}

function readInstant(text: string): Instant | null {
  const stamp = STAMP.exec(text)?.[1];
  if (stamp !== undefined) return Number(stamp) * SECOND;
  const [, day, time = "00:00"] = ISO.exec(text) ?? [];
  const instant = day === undefined ? Number.NaN : Date.parse(`${day}T${time}Z`);
  return Number.isNaN(instant) ? null : instant;
}
