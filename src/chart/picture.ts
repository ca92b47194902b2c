import type { Language } from "../core/card.ts";
import type { History } from "../core/history.ts";
import { clip } from "../lib/clip.ts";
import { say } from "../words/say.ts";
import { speakText } from "../words/speak.ts";
import { instantOf, zoneOf } from "./clock.ts";
import { COLOURS } from "./colours.ts";
import { frameOf, WIDTH, type Frame } from "./frame.ts";
import { drawRepairs, drawTimes } from "./instants.ts";
import { drawLegend, legendOf, rowsOf } from "./legend.ts";
import { drawAnswers, drawTroubles } from "./panels.ts";
import { seriesOf } from "./series.ts";
import { label, sizeWithin, tag } from "./svg.ts";
import { sayStep } from "../words/length.ts";
import { drawUnseen, unseenAreas } from "./unseen.ts";
import { countsOf } from "./words.ts";

const SIZE = { text: 13, title: 18 };
const EDGE = 24;

/** The picture as SVG: what is said of a gateway, with everything that goes wrong marked. Pure. */
export function writeSvg(history: History, language: Language): string {
  const series = seriesOf(history);
  const legend = legendOf(history, series, language);
  const frame = frameOf(rowsOf(legend), speakText(say("chart.no-answer"), language));
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
      drawHead(history, language),
      drawLegend(legend, frame.legendTop),
      drawPanels(frame),
      ...unseenAreas(history, frame).map(drawUnseen),
      drawTimes(history, frame, language),
      drawRepairs(history, frame),
      drawAnswers(history, series, frame.plot, language),
      drawTroubles(history, frame, language),
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

function drawHead(history: History, language: Language): string {
  const { gateway, span } = history;
  const title = speakText(say("chart.title", { gateway: clip(gateway, 40) }), language);
  const [from, to] = [instantOf(span.from, language), instantOf(span.to, language)];
  const zone = zoneOf(span.to, language);
  const time = say("chart.span", { from, to, zone, length: sayStep(span.step) });
  const counts = countsOf(history)
    .map((count) => speakText(count, language))
    .join(" · ");
  const across = WIDTH - 2 * EDGE;
  const bold = { fill: COLOURS.text, "font-weight": 600 };
  return (
    label(EDGE, 34, title, { ...bold, "font-size": sizeWithin(across, title, SIZE.title) }) +
    label(EDGE, 56, speakText(time, language)) +
    label(EDGE, 76, counts, { fill: COLOURS.text, "font-size": sizeWithin(across, counts, SIZE.text) })
  );
}

const drawPanels = ({ plot, unauthorized, exhausted }: Frame): string =>
  [plot, unauthorized, exhausted]
    .map(({ left, top, width, height }) => tag("rect", { x: left, y: top, width, height, fill: COLOURS.panel }))
    .join("");
