import type { Text } from "../core/card.ts";
import type { Bucket, History } from "../core/history.ts";
import { totalsOf } from "../core/history-totals.ts";
import { formatModel } from "../core/model.ts";
import { say } from "../words/say.ts";
import { COLOURS, COOL, WARM } from "./colours.ts";

/** One colour of the picture: a model, or all that are too rare for a colour of their own. */
export interface Series {
  readonly name: Text;
  readonly colour: string;
  readonly answers: number;
  readonly fallbacks: number;
  readonly models: ReadonlySet<string>;
}

const MOST_SERIES = 6;

/** Models that answer where they are selected, then those that mostly stand in for another, each by how much. */
export function seriesOf(history: History): readonly Series[] {
  const all = totalsOf(history).models.map(({ model, count, fallbacks }) => ({
    name: formatModel(model),
    answers: count,
    fallbacks,
  }));
  const shown = all.length <= MOST_SERIES ? all : all.slice(0, MOST_SERIES - 1);
  const rest = all.slice(shown.length);
  const warm = shown.filter(standsIn);
  const cool = shown.filter((one) => !standsIn(one));
  const colourOf = (one: (typeof all)[number]): string =>
    (standsIn(one) ? WARM[warm.indexOf(one)] : COOL[cool.indexOf(one)]) ?? COLOURS.others;
  const series = [...cool, ...warm].map((one): Series => ({
    ...one,
    colour: colourOf(one),
    models: new Set([one.name]),
  }));
  if (rest.length === 0) return series;
  const others: Series = {
    name: say("chart.others", { count: rest.length }),
    colour: COLOURS.others,
    answers: rest.reduce((sum, { answers }) => sum + answers, 0),
    fallbacks: rest.reduce((sum, { fallbacks }) => sum + fallbacks, 0),
    models: new Set(rest.map(({ name }) => name)),
  };
  return [...series, others];
}

const standsIn = ({ answers, fallbacks }: { readonly answers: number; readonly fallbacks: number }): boolean =>
  fallbacks * 2 > answers;

/** What a series has in a bucket. */
export function countIn(
  { models }: Series,
  { served }: Bucket,
): { readonly answers: number; readonly fallbacks: number } {
  const own = served.filter(({ model }) => models.has(formatModel(model)));
  return {
    answers: own.reduce((sum, { count }) => sum + count, 0),
    fallbacks: own.reduce((sum, { fallbacks }) => sum + fallbacks, 0),
  };
}
