import type { Block, Language } from "../core/card.ts";
import type { Bucket, History, RepairOutcome, Span } from "../core/history.ts";
import { isUnseen, unknownOf } from "../core/history-totals.ts";
import { clip } from "../lib/clip.ts";
import { LOCALES } from "../words/locales.ts";
import { say } from "../words/say.ts";
import { countIn, seriesOf } from "./series.ts";
import { sayStep } from "../words/length.ts";

const HEIGHTS = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
const NONE = "·";
const UNSEEN = "?";
const SIGNS: Readonly<Record<RepairOutcome, string>> = { fixed: "✓", reverted: "✗", undone: "↶", unclear: "…" };

/** Wider ones would break in a terminal of 80 columns. */
const MOST_COLUMNS = 30;
const LONGEST_NAME = 38;

/**
 * The history as a table of one row a model, for where no picture can be shown. Heights of models share one
 * scale; what went wrong has its own. `·` is none, `?` is not known; several repairs in one column are counted.
 */
export function writeSparklines(history: History, language: Language): Block {
  const { span, repairs } = history;
  const columns = layColumns(span);
  const unseen = findUnseen(history, columns);
  const models = seriesOf(history).map((series) => ({
    name: typeof series.name === "string" ? clip(series.name, LONGEST_NAME) : series.name,
    sums: gather(history, columns, (bucket) => countIn(series, bucket).answers),
  }));
  const most = Math.max(1, ...models.flatMap(({ sums }) => sums));
  const troubles = [
    { name: say("chart.401s"), sums: gather(history, columns, ({ unauthorized }) => unauthorized?.count ?? 0) },
    { name: say("chart.no-answer"), sums: gather(history, columns, ({ exhausted }) => exhausted?.count ?? 0) },
  ];
  const line = (sums: readonly number[], most: number): string =>
    sums.map((sum, column) => (sum === 0 ? (unseen[column] ? UNSEEN : NONE) : heightOf(sum / most))).join("");
  const total = (sums: readonly number[]): string =>
    sums.reduce((all, sum) => all + sum, 0).toLocaleString(LOCALES[language]);
  const length = sayStep(columns.length);
  const each = unseen.includes(true) ? say("chart.each-unknown", { length }) : say("chart.each", { length });
  return {
    kind: "table",
    columns: ["", say("chart.sum"), each],
    rows: [
      ...models.map(({ name, sums }) => [name, total(sums), line(sums, most)]),
      ...troubles.map(({ name, sums }) => [name, total(sums), line(sums, Math.max(1, ...sums))]),
      ...(repairs.length > 0 ? [[say("chart.repairs"), String(repairs.length), signsOf(history, columns)]] : []),
    ],
  };
}

/** Several buckets in one column, so that a line stays short. The last one is always whole, as the last bucket is. */
interface Columns {
  readonly count: number;
  /** Milliseconds of one column. */
  readonly length: number;
  of(bucket: number): number;
}

function layColumns({ count, step }: Span): Columns {
  const merged = Math.ceil(count / MOST_COLUMNS);
  const columns = Math.ceil(count / merged);
  return {
    count: columns,
    length: merged * step,
    of: (bucket) => columns - 1 - Math.floor((count - 1 - bucket) / merged),
  };
}

function gather({ buckets }: History, columns: Columns, countOf: (bucket: Bucket) => number): readonly number[] {
  const sums = Array.from({ length: columns.count }, () => 0);
  for (const [index, bucket] of buckets.entries()) {
    const column = columns.of(index);
    sums[column] = (sums[column] ?? 0) + countOf(bucket);
  }
  return sums;
}

function findUnseen(history: History, columns: Columns): readonly boolean[] {
  const unknown = unknownOf(history);
  return Array.from({ length: columns.count }, (_, column) =>
    history.buckets.every((_, index) => columns.of(index) !== column || isUnseen(history.span, unknown, index)),
  );
}

const heightOf = (share: number): string => HEIGHTS[Math.max(0, Math.ceil(share * HEIGHTS.length) - 1)] ?? NONE;

function signsOf({ span, repairs }: History, columns: Columns): string {
  const inColumns = Map.groupBy(repairs, ({ at }) =>
    Math.max(columns.count - 1 - Math.floor((span.to - at) / columns.length), 0),
  );
  return Array.from({ length: columns.count }, (_, column) => {
    const [mark, ...more] = inColumns.get(column) ?? [];
    if (mark === undefined) return NONE;
    return more.length === 0 ? SIGNS[mark.outcome] : String(Math.min(more.length + 1, 9));
  }).join("");
}
