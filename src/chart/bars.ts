import type { History, Tally } from "../core/history.ts";
import { barOf, bottomOf, type Area } from "./frame.ts";
import { countIn, type Series } from "./series.ts";

/** A rectangle that stands for a count in one bucket. */
export interface Bar {
  readonly bucket: number;
  readonly count: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A part of a stacked bar: what one series answered as itself, or in place of another model. */
export interface Part extends Bar {
  readonly series: Series;
  readonly isFallback: boolean;
}

/** Bars of answers on a scale from 0 at the bottom of the area to `most` at its top. */
export function stackBars(
  { span, buckets }: History,
  series: readonly Series[],
  area: Area,
  most: number,
): readonly Part[] {
  return buckets.flatMap((bucket, index) => {
    const parts: Part[] = [];
    let below = 0;
    for (const one of series) {
      const { answers, fallbacks } = countIn(one, bucket);
      for (const [count, isFallback] of [
        [answers - fallbacks, false],
        [fallbacks, true],
      ] as const) {
        if (count === 0) continue;
        const height = (count / most) * area.height;
        below += height;
        const place = { ...barOf(span, area, index), y: bottomOf(area) - below, height };
        parts.push({ ...place, bucket: index, count, series: one, isFallback });
      }
    }
    return parts;
  });
}

/** However few among many: it is there, so it is seen. */
const LEAST = 5;

/** Bars of what went wrong, on a scale of their own. */
export function layBars({ span }: History, tallies: readonly (Tally | null)[], area: Area): readonly Bar[] {
  const most = Math.max(1, ...tallies.map((tally) => tally?.count ?? 0));
  return tallies.flatMap((tally, bucket) => {
    if (tally === null) return [];
    const height = Math.max(LEAST, (tally.count / most) * area.height);
    return [{ ...barOf(span, area, bucket), y: bottomOf(area) - height, height, bucket, count: tally.count }];
  });
}

/** The most answers in one bucket. */
export const mostAnswers = ({ buckets }: History): number =>
  Math.max(0, ...buckets.map(({ served }) => served.reduce((sum, { count }) => sum + count, 0)));
