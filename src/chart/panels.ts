import type { Language, Message } from "../core/card.ts";
import type { Bucket, History, Tally } from "../core/history.ts";
import { LOCALES } from "../words/locales.ts";
import { say } from "../words/say.ts";
import { speakText } from "../words/speak.ts";
import { layBars, mostAnswers, stackBars, type Bar } from "./bars.ts";
import { COLOURS } from "./colours.ts";
import { bottomOf, rightOf, WIDTH, type Area, type Frame } from "./frame.ts";
import type { Series } from "./series.ts";
import { label, sizeWithin, tag } from "./svg.ts";
import { countTicks } from "./ticks.ts";
import { isUnknown } from "./words.ts";

/** Answers as stacked bars, with their scale; answers in place of another model are hatched. */
export function drawAnswers(history: History, series: readonly Series[], area: Area, language: Language): string {
  const ticks = countTicks(mostAnswers(history));
  const most = ticks.at(-1) ?? 1;
  const bars = stackBars(history, series, area, most);
  const solid = series.map((one) => drawBars(barsOf(bars, one), one.colour));
  const stoodIn = bars.filter(({ isFallback }) => isFallback);
  return [
    ...ticks.map((tick) => drawCount(tick, bottomOf(area) - (tick / most) * area.height, area, language)),
    ...solid,
    drawBars(stoodIn, "url(#fallback)"),
    bars.length === 0 ? drawNothing(history, area, language) : "",
  ].join("");
}

const barsOf = <T extends { readonly series: Series }>(bars: readonly T[], series: Series): readonly T[] =>
  bars.filter((bar) => bar.series === series);

function drawCount(count: number, y: number, area: Area, language: Language): string {
  const line = { x1: area.left, x2: rightOf(area), y1: y, y2: y, stroke: COLOURS.grid };
  return (
    tag("line", line) +
    label(area.left - 10, y + 4.5, count.toLocaleString(LOCALES[language]), { "text-anchor": "end" })
  );
}

function drawNothing(history: History, { left, top, width, height }: Area, language: Language): string {
  const text = speakText(isUnknown(history) ? say("chart.plot-unknown") : say("chart.plot-empty"), language);
  const words = { "text-anchor": "middle", fill: COLOURS.text, "font-size": 15 };
  return label(left + width / 2, top + height / 2 + 5, text, words);
}

/** What goes wrong, each on a scale of its own whose top is named at the right. */
export function drawTroubles(
  history: History,
  frame: Pick<Frame, "unauthorized" | "exhausted">,
  language: Language,
): string {
  const lane = (area: Area, name: Message, colour: string, tallyOf: (bucket: Bucket) => Tally | null): string =>
    drawLane(layBars(history, history.buckets.map(tallyOf), area), area, language, {
      name: speakText(name, language),
      nothing: isUnknown(history) ? "" : speakText(say("chart.none"), language),
      colour,
    });
  return (
    lane(frame.unauthorized, say("chart.401s"), COLOURS.unauthorized, ({ unauthorized }) => unauthorized) +
    lane(frame.exhausted, say("chart.no-answer"), COLOURS.exhausted, ({ exhausted }) => exhausted)
  );
}

function drawLane(bars: readonly Bar[], area: Area, language: Language, { name, nothing, colour }: Look): string {
  const middle = area.top + area.height / 2 + 4.5;
  const gutter = (fill: string): string => label(area.left - 10, middle, name, { "text-anchor": "end", fill });
  if (bars.length === 0) return gutter(COLOURS.soft) + label(area.left + 10, middle, nothing);
  const most = Math.max(...bars.map(({ count }) => count));
  const top = most.toLocaleString(LOCALES[language]);
  const size = sizeWithin(WIDTH - rightOf(area) - 7, top, 11);
  const scale = label(rightOf(area) + 5, area.top + 9, top, { "font-size": size });
  return gutter(colour) + drawBars(bars, colour) + scale;
}

/** What is said of a lane, and of one without a bar. */
interface Look {
  readonly name: string;
  readonly nothing: string;
  readonly colour: string;
}

const round = (value: number): number => Math.round(value * 100) / 100;

/** All bars of one look are one path: that is drawn far faster than one by one. */
function drawBars(bars: readonly Bar[], fill: string): string {
  if (bars.length === 0) return "";
  const d = bars.map(
    ({ x, y, width, height }) => `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${-round(width)}z`,
  );
  return tag("path", { d: d.join(""), fill });
}
