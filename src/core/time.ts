/** Milliseconds since the epoch, UTC. */
export type Instant = number;

/** The current instant; an argument everywhere, so that tests own time. */
export type Clock = () => Instant;

/** A correction of the clock: what was read of it between `from` and `to` was `by` milliseconds too early. */
export interface ClockShift {
  readonly from: Instant;
  readonly to: Instant;
  readonly by: number;
}

/** What an instant that was read of the clock is after its correction; others are right as they are. */
export const shiftInstant = (at: Instant, { from, to, by }: ClockShift): Instant =>
  at >= from && at <= to ? at + by : at;

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Midnight of the day an instant belongs to, by the clock of this process. */
export const startOfDay = (at: Instant): Instant => new Date(at).setHours(0, 0, 0, 0);

/** The windows every count is given for, in the order they are shown. */
export const WINDOWS = [
  { name: "1h", length: HOUR },
  { name: "24h", length: DAY },
  { name: "7d", length: 7 * DAY },
] as const;

type WindowName = (typeof WINDOWS)[number]["name"];
export type PerWindow = Readonly<Record<WindowName, number>>;
