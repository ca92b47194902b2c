import type { Language } from "../core/card.ts";
import { startOf, type Span } from "../core/history.ts";
import { DAY, HOUR, MINUTE, SECOND, type Instant } from "../core/time.ts";
import { clockOf, dayOf } from "./clock.ts";

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

/** Round instants within a span by the clock of this process: times of the day, and the date where a day begins. */
export function timeTicks(span: Span, language: Language): readonly Tick[] {
  const start = startOf(span, 0);
  const length = span.to - start;
  const step = STEPS.find((one) => length / one <= MOST_TICKS) ?? Math.ceil(length / MOST_TICKS / DAY) * DAY;
  const round = step < DAY ? timesWithin(start, span.to, step) : daysWithin(start, span.to, step / DAY);
  return round.map(({ at, isDay }) => ({
    at,
    isDay,
    text: isDay ? dayOf(at, language) : clockOf(at, step < MINUTE),
  }));
}

type Round = Pick<Tick, "at" | "isDay">;

/** An hour that clocks leave out is no instant, and one they show twice is one. */
function timesWithin(from: Instant, to: Instant, step: number): readonly Round[] {
  const times: Round[] = [];
  const begin = new Date(from);
  for (let day = 0; ; day += 1) {
    const at = (into: number): Instant =>
      new Date(begin.getFullYear(), begin.getMonth(), begin.getDate() + day, 0, 0, 0, into).getTime();
    if (at(0) > to) return times;
    // Two hours before, because the day may be longer than its clock says.
    const first = Math.max(0, Math.floor((from - at(0) - 2 * HOUR) / step)) * step;
    for (let into = first; into < DAY && at(into) <= to; into += step)
      if (at(into) >= from && at(into) > (times.at(-1)?.at ?? -Infinity))
        times.push({ at: at(into), isDay: into === 0 });
  }
}

/** Every so many days, counted from the beginning of time, so that they stay where they are while time goes on. */
function daysWithin(from: Instant, to: Instant, every: number): readonly Round[] {
  const days: Round[] = [];
  const begin = new Date(from);
  const today = Date.UTC(begin.getFullYear(), begin.getMonth(), begin.getDate()) / DAY;
  for (let day = Math.ceil(today / every) * every; ; day += every) {
    const date = new Date(day * DAY);
    const at = new Date(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()).getTime();
    if (at > to) return days;
    if (at >= from) days.push({ at, isDay: true });
  }
}
