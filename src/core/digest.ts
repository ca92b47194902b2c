import type { Card } from "./card.ts";
import { DAY, type Instant } from "./time.ts";
import type { Target } from "./rooms.ts";

export const RHYTHMS = ["daily", "weekly"] as const;
export type Rhythm = (typeof RHYTHMS)[number];

/** How long a digest looks back. */
export const LENGTHS: Readonly<Record<Rhythm, number>> = { daily: DAY, weekly: 7 * DAY };

/** Which rooms get a digest, and how often. */
export interface Digests {
  of(room: Target): Promise<Rhythm | null>;
  /** Null takes it back. */
  set(room: Target, rhythm: Rhythm | null, now: Instant): Promise<void>;
  write(rhythm: Rhythm, now: Instant): Promise<Card>;
}

/** On this host's clock, when people begin their day. */
const HOUR_OF_DAY = 9;
const MONDAY = 1;

/** The newest instant, not after `now`, at which a digest is due: at nine each day, or each Monday. */
export function dueBefore(rhythm: Rhythm, now: Instant): Instant {
  const date = new Date(now);
  date.setHours(HOUR_OF_DAY, 0, 0, 0);
  if (date.getTime() > now) date.setDate(date.getDate() - 1);
  while (rhythm === "weekly" && date.getDay() !== MONDAY) date.setDate(date.getDate() - 1);
  return date.getTime();
}
