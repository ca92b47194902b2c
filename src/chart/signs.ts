import type { RepairOutcome } from "../core/history.ts";
import { COLOURS } from "./colours.ts";
import { tag } from "./svg.ts";

/** Drawn around 0/0 in a circle of radius 8, so that they need no typeface. */
const SHAPES: Readonly<Record<RepairOutcome, string>> = {
  /** A tick. */
  fixed: "M-3.6 0.2 L-1 2.9 L3.8 -2.7",
  /** A cross. */
  reverted: "M-2.8 -2.8 L2.8 2.8 M2.8 -2.8 L-2.8 2.8",
  /** An arrow back. */
  undone: "M4 0 H-3.6 M-0.8 -3 L-3.8 0 L-0.8 3",
  /** A dash and a dot. */
  unclear: "M-3.4 0 H-3 M-0.2 0 H0.2 M3 0 H3.4",
};

/** What came of a repair, as a sign in a circle around x/y. */
export const drawSign = (outcome: RepairOutcome, x: number, y: number, radius: number, colour: string): string =>
  tag(
    "g",
    { transform: `translate(${x} ${y}) scale(${radius / 8})` },
    tag("circle", { r: 8, fill: colour }),
    tag("path", {
      d: SHAPES[outcome],
      fill: "none",
      stroke: COLOURS.sheet,
      "stroke-width": 2,
      "stroke-linecap": "round",
      "stroke-linejoin": "round",
    }),
  );

/** Places for signs that would cover each other: in the same order, at least a sign apart, within the same bounds. */
export function spread(places: readonly number[], apart: number, most: number): readonly number[] {
  const pushed: number[] = [];
  for (const place of places) pushed.push(Math.max(place, (pushed.at(-1) ?? -Infinity) + apart));
  const back: number[] = [];
  for (const place of pushed.toReversed()) back.push(Math.min(place, (back.at(-1) ?? most + apart) - apart));
  return back.toReversed();
}
