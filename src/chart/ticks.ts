import { startOf, type Span } from "../core/history.ts";
import { DAY, HOUR, MINUTE, SECOND, type Instant } from "../core/time.ts";

/** Whole numbers from 0 to at least `most`, at most five of them. */
export function countTicks(most: number): readonly number[] {
  const rough = Math.max(most, 1) / 4;
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((one) => one * size).find((one) => one >= rough) ?? size * 10);
  return Array.from({ length: Math.ceil(Math.max(most, 1) / step) + 1 }, (_, index) => index * step);
}

const STEPS = [
  ...[10, 30].map((one) => one * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((one) => one * MINUTE),
  ...[1, 2, 3, 6, 12].map((one) => one * HOUR),
  ...[1, 2, 5, 7, 10, 14, 30].map((one) => one * DAY),
];
const MOST_TICKS = 8;

export interface Tick {
  readonly at: Instant;
  readonly text: string;
  /** A new day begins here. */
  readonly isDay: boolean;
}

/** Round instants within a span, in UTC: times of the day, and the date where a day begins. */
export function timeTicks(span: Span): readonly Tick[] {
  const start = startOf(span, 0);
  const length = span.to - start;
  const step = STEPS.find((one) => length / one <= MOST_TICKS) ?? Math.ceil(length / MOST_TICKS / DAY) * DAY;
  const first = Math.ceil(start / step) * step;
  const ticks: Tick[] = [];
  for (let at = first; at <= span.to; at += step) {
    const isDay = at % DAY === 0;
    ticks.push({ at, isDay, text: isDay ? dayOf(at) : clockOf(at, step < MINUTE) });
  }
  return ticks;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const pad = (value: number): string => String(value).padStart(2, "0");

/** `7 Mar`, which no reader takes for the third of July. */
function dayOf(at: Instant): string {
  const date = new Date(at);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ""}`;
}

function clockOf(at: Instant, seconds = false): string {
  const date = new Date(at);
  const minutes = `${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}`;
  return seconds ? `${minutes}:${pad(date.getUTCSeconds())}` : minutes;
}

/** `7 Mar 09:12`. */
export const instantOf = (at: Instant): string => `${dayOf(at)} ${clockOf(at)}`;

const UNITS = [
  { length: DAY, name: "d" },
  { length: HOUR, name: "h" },
  { length: MINUTE, name: "min" },
  { length: SECOND, name: "s" },
] as const;

/** `15 min`, `2 h`: a length in its largest whole unit. */
export function lengthOf(length: number): string {
  const unit = UNITS.find((one) => length % one.length === 0) ?? UNITS[3];
  return `${Math.round(length / unit.length)} ${unit.name}`;
}
