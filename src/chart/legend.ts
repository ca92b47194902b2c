import type { Language, Message, Text } from "../core/card.ts";
import type { History, RepairOutcome } from "../core/history.ts";
import { unknownOf } from "../core/history-totals.ts";
import { clip } from "../lib/clip.ts";
import { LOCALES } from "../words/locales.ts";
import { say } from "../words/say.ts";
import { speakText } from "../words/speak.ts";
import { COLOURS, REPAIRS } from "./colours.ts";
import { LEGEND_ROW, WIDTH } from "./frame.ts";
import type { Series } from "./series.ts";
import { drawSign } from "./signs.ts";
import { label, tag } from "./svg.ts";

/** One line of the legend: what it looks like and what it means. */
interface Entry {
  readonly text: string;
  readonly count: string | null;
  swatch(x: number, y: number): string;
}

const EDGE = 24;
const COLUMNS = 2;
const COLUMN = (WIDTH - 2 * EDGE) / COLUMNS;
/** Of Inter at this size; the count needs the rest. */
const LONGEST_NAME = 34;

export function legendOf(history: History, series: readonly Series[], language: Language): readonly Entry[] {
  const spoken = (text: Text): string => speakText(text, language);
  const { repairs } = history;
  const { before, after } = unknownOf(history);
  const outcomes = OUTCOMES.filter(([outcome]) => repairs.some((mark) => mark.outcome === outcome));
  return [
    ...series.map(({ name, colour, answers, fallbacks }): Entry => ({
      text: clip(spoken(name), LONGEST_NAME),
      count: answers.toLocaleString(LOCALES[language]),
      swatch: (x, y) => drawSwatch(x, y, colour, fallbacks === answers),
    })),
    ...(series.some(({ fallbacks }) => fallbacks > 0)
      ? [
          {
            text: spoken(say("chart.hatched")),
            count: null,
            swatch: (x: number, y: number) => drawSwatch(x, y, COLOURS.soft, true),
          },
        ]
      : []),
    ...(before === null && after === null
      ? []
      : [
          {
            text: spoken(say("chart.unseen")),
            count: null,
            swatch: (x: number, y: number) => drawSquare(x, y, COLOURS.grid) + drawSquare(x, y, "url(#unseen)"),
          },
        ]),
    ...outcomes.map(([outcome, text]): Entry => ({
      text: spoken(text),
      count: null,
      swatch: (x, y) => drawSign(outcome, x + 6, y + 6, 8, REPAIRS[outcome]),
    })),
  ];
}

const OUTCOMES: readonly (readonly [RepairOutcome, Message])[] = [
  ["fixed", say("chart.fixed")],
  ["reverted", say("chart.reverted")],
  ["undone", say("chart.undone")],
  ["unclear", say("chart.unclear")],
];

export const rowsOf = (entries: readonly Entry[]): number => Math.ceil(entries.length / COLUMNS);

export function drawLegend(entries: readonly Entry[], top: number): string {
  const rows = rowsOf(entries);
  return entries
    .map(({ text, count, swatch }, index) => {
      const x = EDGE + Math.floor(index / rows) * COLUMN;
      const y = top + (index % rows) * LEGEND_ROW;
      const right = x + COLUMN - 20;
      return (
        swatch(x, y) +
        label(x + 22, y + 11, text, { fill: COLOURS.text }) +
        (count === null ? "" : label(right, y + 11, count, { fill: COLOURS.soft, "text-anchor": "end" }))
      );
    })
    .join("");
}

const drawSwatch = (x: number, y: number, colour: string, hatched: boolean): string =>
  drawSquare(x, y, colour) + (hatched ? drawSquare(x, y, "url(#fallback)") : "");

const drawSquare = (x: number, y: number, fill: string): string =>
  tag("rect", { x, y, width: 12, height: 12, rx: 2.5, fill });
