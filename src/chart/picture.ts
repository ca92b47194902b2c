import type { History } from "../core/history.ts";
import { clip } from "../lib/clip.ts";
import { COLOURS } from "./colours.ts";
import { frameOf, type Frame } from "./frame.ts";
import { drawRepairs, drawTimes } from "./instants.ts";
import { drawLegend, legendOf, rowsOf } from "./legend.ts";
import { drawAnswers, drawTroubles } from "./panels.ts";
import { seriesOf } from "./series.ts";
import { label, tag } from "./svg.ts";
import { instantOf, lengthOf } from "./ticks.ts";
import { drawUnseen, unseenAreas } from "./unseen.ts";
import { countsOf } from "./words.ts";

const SIZE = { text: 13, title: 18 };
const EDGE = 24;

/** The picture as SVG: what is said of a gateway, with everything that goes wrong marked. Pure. */
export function writeSvg(history: History): string {
  const series = seriesOf(history);
  const legend = legendOf(history, series);
  const frame = frameOf(rowsOf(legend));
  const { width, height } = frame;
  return tag(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}` },
    PATTERNS,
    tag("rect", { width, height, fill: COLOURS.sheet }),
    tag("rect", { x: 0.5, y: 0.5, width: width - 1, height: height - 1, fill: "none", stroke: COLOURS.edge }),
    tag(
      "g",
      { "font-family": "Inter", "font-size": SIZE.text, fill: COLOURS.soft },
      drawHead(history),
      drawLegend(legend, frame.legendTop),
      drawPanels(frame),
      ...unseenAreas(history, frame).map(drawUnseen),
      drawTimes(history, frame),
      drawRepairs(history, frame),
      drawAnswers(history, series, frame.plot),
      drawTroubles(history, frame),
    ),
  );
}

const PATTERNS = tag(
  "defs",
  {},
  tag(
    "pattern",
    { id: "fallback", width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    tag("rect", { width: 1.6, height: 5, fill: COLOURS.sheet, "fill-opacity": 0.5 }),
  ),
  tag(
    "pattern",
    { id: "unseen", width: 8, height: 8, patternUnits: "userSpaceOnUse", patternTransform: "rotate(-45)" },
    tag("rect", { width: 3, height: 8, fill: COLOURS.unseen, "fill-opacity": 0.36 }),
  ),
);

function drawHead(history: History): string {
  const { gateway, span } = history;
  const bold = { fill: COLOURS.text, "font-weight": 600 };
  return (
    label(EDGE, 34, `Answers by model · ${clip(gateway, 40)}`, { ...bold, "font-size": SIZE.title }) +
    label(EDGE, 56, `${instantOf(span.from)} to ${instantOf(span.to)} UTC, one bar is ${lengthOf(span.step)}`) +
    label(EDGE, 76, countsOf(history).join(" · "), { fill: COLOURS.text })
  );
}

const drawPanels = ({ plot, unauthorized, exhausted }: Frame): string =>
  [plot, unauthorized, exhausted]
    .map(({ left, top, width, height }) => tag("rect", { x: left, y: top, width, height, fill: COLOURS.panel }))
    .join("");
