/** Milliseconds since the epoch, UTC. */
export type Instant = number;

/** The current instant; an argument everywhere, so that tests own time. */
export type Clock = () => Instant;

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The windows every count is given for, in the order they are shown. */
export const WINDOWS = [
  { name: "1h", length: HOUR },
  { name: "24h", length: DAY },
  { name: "7d", length: 7 * DAY },
] as const;

type WindowName = (typeof WINDOWS)[number]["name"];
export type PerWindow = Readonly<Record<WindowName, number>>;
