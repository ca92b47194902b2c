import type { History, RepairOutcome, Served, Tally } from "../core/history.ts";
import { totalsOf, unknownOf } from "../core/history-totals.ts";
import { formatModel } from "../core/model.ts";
import { instantOf } from "./ticks.ts";

const number = (value: number): string => value.toLocaleString("en");
const some = (count: number, one: string, many: string): string => `${number(count)} ${count === 1 ? one : many}`;

/** The sums, a phrase each; one phrase alone where nothing is known. */
export function countsOf(history: History): readonly string[] {
  if (isUnknown(history)) return ["nothing is known of this time"];
  const { answers, fallbacks, unauthorized, exhausted } = totalsOf(history);
  return [
    answers === 0 ? "no answers" : some(answers, "answer", "answers"),
    ...(answers === 0 ? [] : [fallbacks === 0 ? "none by a fallback" : `${number(fallbacks)} by a fallback`]),
    unauthorized ? some(unauthorized.count, "attempt refused with 401", "attempts refused with 401") : "no 401s",
    exhausted
      ? some(exhausted.count, "turn without an answer", "turns without an answer")
      : "no turn without an answer",
  ];
}

/** Nothing is there, and nothing would be if there had been something. */
export const isUnknown = (history: History): boolean =>
  unknownOf(history).before === history.span.to &&
  history.buckets.every(({ served, unauthorized, exhausted }) => served.length === 0 && !unauthorized && !exhausted);

const MOST_MODELS = 6;
const OUTCOMES: Readonly<Record<RepairOutcome, string>> = {
  fixed: "Repaired",
  reverted: "A repair failed and was taken back",
  undone: "A repair was undone",
  unclear: "A repair ended unclearly",
};

/** What the picture shows, in sentences, for those who cannot see it. Times are UTC. */
export function describe(history: History): string {
  const { gateway, span, repairs } = history;
  const { models, unauthorized, exhausted } = totalsOf(history);
  const { before, after } = unknownOf(history);
  const more = models.length - MOST_MODELS;
  return [
    `Chart of the answers of ${gateway} by model, ${instantOf(span.from)} to ${instantOf(span.to)} UTC: ${countsOf(history).join(", ")}.`,
    ...models.slice(0, MOST_MODELS).map(describeModel),
    ...(more > 0 ? [`${some(more, "more model", "more models")} answered.`] : []),
    ...describeTrouble("401s", unauthorized),
    ...describeTrouble("Turns without an answer", exhausted),
    ...repairs.map(({ at, outcome }) => `${OUTCOMES[outcome]} at ${instantOf(at)}.`),
    ...(before === null || before === span.to ? [] : [`Counts start at ${instantOf(before)}.`]),
    ...(after === null ? [] : [`Nothing was read after ${instantOf(after)}.`]),
  ].join(" ");
}

function describeModel(served: Served): string {
  const { model, count, fallbacks } = served;
  const standIn =
    fallbacks === 0 ? "" : fallbacks === count ? ", all as a fallback" : `, ${number(fallbacks)} as a fallback`;
  return `${formatModel(model)} answered ${number(count)}${standIn}, ${between(served)}.`;
}

const describeTrouble = (what: string, tally: Tally | null): readonly string[] =>
  tally === null ? [] : [`${what} ${between(tally)}.`];

const between = ({ firstAt, lastAt }: Tally): string =>
  instantOf(firstAt) === instantOf(lastAt)
    ? `at ${instantOf(firstAt)}`
    : `between ${instantOf(firstAt)} and ${instantOf(lastAt)}`;
