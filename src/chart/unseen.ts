import type { History } from "../core/history.ts";
import { unknownOf } from "../core/history-totals.ts";
import { bottomOf, rightOf, xOf, type Area, type Frame } from "./frame.ts";
import { tag } from "./svg.ts";

/** Stretches of time of which nothing, or not all, is known; through all panels. */
export function unseenAreas(history: History, { plot, exhausted }: Pick<Frame, "plot" | "exhausted">): readonly Area[] {
  const { before, after } = unknownOf(history);
  const { span } = history;
  const down = { top: plot.top, height: bottomOf(exhausted) - plot.top };
  const untilX = before === null ? plot.left : xOf(span, plot, before);
  const fromX = after === null ? rightOf(plot) : xOf(span, plot, after);
  return [
    { ...down, left: plot.left, width: untilX - plot.left },
    { ...down, left: fromX, width: rightOf(plot) - fromX },
  ].filter(({ width }) => width > 0.5);
}

export const drawUnseen = ({ left, top, width, height }: Area): string =>
  tag("rect", { x: left, y: top, width, height, fill: "url(#unseen)" });
