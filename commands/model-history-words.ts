import { code, note, strong, text, when, type Block, type Line } from "../src/core/card.ts";
import { totalsOf, unknownOf } from "../src/core/history-totals.ts";
import type { History, RepairMark, Served, Tally } from "../src/core/history.ts";
import { formatModel } from "../src/core/model.ts";

const MOST_MODELS = 8;
const MOST_REPAIRS = 5;

/** What a picture shows, in words: one line of sums, then everything that has a colour or a sign in it. */
export function writeHistory(history: History): readonly Block[] {
  const { models, unauthorized, exhausted, answers } = totalsOf(history);
  const items = [
    ...models.slice(0, MOST_MODELS).map((served) => writeModel(served, answers)),
    ...(models.length > MOST_MODELS ? [[`${models.length - MOST_MODELS} more models`]] : []),
    ...writeTrouble("401s: ", unauthorized),
    ...writeTrouble("Turns without an answer: ", exhausted),
    ...history.repairs.slice(-MOST_REPAIRS).map(writeRepair),
  ];
  return [
    ...writeSums(history),
    ...(items.length === 0 ? [] : [{ kind: "list" as const, items }]),
    ...writeCoverage(history),
  ];
}

/** `**1** turn`, `**3** turns`, `no turns`. */
const sum = (count: number, one: string, many: string): Line =>
  count === 0 ? [`no ${many}`] : [strong(count.toLocaleString("en")), ` ${count === 1 ? one : many}`];

function writeSums(history: History): readonly Block[] {
  const { answers, fallbacks, unauthorized, exhausted } = totalsOf(history);
  if (unknownOf(history).before === history.span.to && answers === 0) return [];
  const stoodIn: Line = fallbacks === 0 ? ["none"] : [strong(fallbacks.toLocaleString("en"))];
  return [
    text(
      ...sum(answers, "answer", "answers"),
      ...(answers === 0 ? [] : [", ", ...stoodIn, " of them by a fallback"]),
      "; ",
      ...sum(unauthorized?.count ?? 0, "attempt refused with 401", "attempts refused with 401"),
      ", ",
      ...sum(exhausted?.count ?? 0, "turn without an answer", "turns without an answer"),
      ".",
    ),
  ];
}

function writeModel({ model, count, fallbacks }: Served, answers: number): Line {
  const share = Math.round((count / answers) * 100);
  const percent = share === 0 ? "under 1 %" : share === 100 && count < answers ? "over 99 %" : `${share} %`;
  const stoodIn =
    fallbacks === 0
      ? ""
      : fallbacks === count
        ? ", as a fallback"
        : `, ${fallbacks.toLocaleString("en")} as a fallback`;
  return [code(formatModel(model)), ` ${count.toLocaleString("en")} (${percent})${stoodIn}`];
}

function writeTrouble(what: string, tally: Tally | null): readonly Line[] {
  if (tally === null) return [];
  const count = `${what}${tally.count.toLocaleString("en")}, `;
  return [
    tally.count === 1
      ? [count, when(tally.lastAt)]
      : [count, "first ", when(tally.firstAt), ", last ", when(tally.lastAt)],
  ];
}

const OUTCOMES: Readonly<Record<RepairMark["outcome"], string>> = {
  fixed: "Repaired ",
  reverted: "Repair failed and taken back ",
  undone: "Repair undone ",
  unclear: "Repair with an unclear end ",
};
const writeRepair = ({ at, outcome }: RepairMark): Line => [OUTCOMES[outcome], when(at)];

function writeCoverage(history: History): readonly Block[] {
  const { before, after } = unknownOf(history);
  if (before === history.span.to)
    return [note("Its record was never read, or only later: nothing is known of this time.")];
  return [
    ...(before === null ? [] : [note("Counts start at ", when(before), ".")]),
    ...(after === null ? [] : [note("Not read since ", when(after), ": what happened later is unknown.")]),
  ];
}
