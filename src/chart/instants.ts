import type { Language } from "../core/card.ts";
import type { History } from "../core/history.ts";
import { COLOURS, REPAIRS } from "./colours.ts";
import { bottomOf, rightOf, xOf, type Frame } from "./frame.ts";
import { drawSign, spread } from "./signs.ts";
import { label, tag } from "./svg.ts";
import { timeTicks } from "./ticks.ts";

/** Round instants, through all panels. */
export function drawTimes({ span }: History, { plot, exhausted, axis }: Frame, language: Language): string {
  const ticks = timeTicks(span, language);
  const mixed = ticks.some(({ isDay }) => !isDay);
  return ticks
    .map(({ at, text, isDay }) => {
      const x = xOf(span, plot, at);
      const line = { x1: x, x2: x, y1: plot.top, y2: bottomOf(exhausted), stroke: COLOURS.grid };
      const words = isDay && mixed ? { fill: COLOURS.text, "font-weight": 600 } : {};
      return tag("line", line) + label(x, axis, text, { "text-anchor": "middle", ...words });
    })
    .join("");
}

/** Lines stand behind the bars, so that they hide nothing. */
export function drawRepairs({ span, repairs }: History, { plot, exhausted }: Frame): string {
  const exact = repairs.map(({ at }) => xOf(span, plot, at));
  const signs = spread(exact, 18, rightOf(plot) + 8);
  return repairs
    .map(({ outcome }, index) => {
      const x = exact[index] ?? 0;
      const sign = signs[index] ?? x;
      const colour = REPAIRS[outcome];
      const d = `M${sign} ${plot.top - 11}L${x} ${plot.top}V${bottomOf(exhausted)}`;
      const line = { d, fill: "none", stroke: colour, "stroke-width": 1.5, "stroke-dasharray": "4 3" };
      return tag("path", line) + drawSign(outcome, sign, plot.top - 13, 8, colour);
    })
    .join("");
}
