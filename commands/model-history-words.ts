import {
  code,
  note,
  strong,
  text,
  when,
  type Block,
  type Inline,
  type Line,
  type Message,
  type Text,
} from "../src/core/card.ts";
import { totalsOf, unknownOf, type Totals } from "../src/core/history-totals.ts";
import type { History, RepairMark, Served, Tally } from "../src/core/history.ts";
import { formatModel } from "../src/core/model.ts";
import { say } from "../src/words/say.ts";

const MOST_MODELS = 8;
const MOST_REPAIRS = 5;

/** What a picture shows, in words: one line of sums, then everything that has a colour or a sign in it. */
export function writeHistory(history: History): readonly Block[] {
  const { models, unauthorized, exhausted, answers } = totalsOf(history);
  const items = [
    ...models.slice(0, MOST_MODELS).map((served) => writeModel(served, answers)),
    ...(models.length > MOST_MODELS ? [[say("history.more-models", { count: models.length - MOST_MODELS })]] : []),
    ...writeUnauthorized(unauthorized),
    ...writeExhausted(exhausted),
    ...history.repairs.slice(-MOST_REPAIRS).map(writeRepair),
  ];
  return [
    ...writeSums(history),
    ...(items.length === 0 ? [] : [{ kind: "list" as const, items }]),
    ...writeCoverage(history),
  ];
}

function writeSums(history: History): readonly Block[] {
  const totals = totalsOf(history);
  return unknownOf(history).before === history.span.to && totals.answers === 0 ? [] : [text(saySums(totals))];
}

/** All of it in one sentence. */
export function saySums({ answers, fallbacks, unknown, unauthorized, exhausted }: Totals): Message {
  const [refused, lost] = [unauthorized?.count ?? 0, exhausted?.count ?? 0];
  return say("history.sums", {
    answers,
    answered: standOut(answers),
    fell: sayFallen(fallbacks, unknown),
    refused,
    refusals: standOut(refused),
    lost,
    losses: standOut(lost),
  });
}

/** Where nothing tells why another model answered, there may be more of them than are known. */
function sayFallen(fallbacks: number, unknown: number): Inline {
  if (fallbacks === 0) return unknown === 0 ? say("history.no-fallback") : say("history.not-counted");
  return unknown === 0 ? standOut(fallbacks) : say("history.at-least", { count: standOut(fallbacks) });
}

const sayNumber = (count: number): Text => say("parts.number", { count });
const standOut = (count: number): Inline => strong(sayNumber(count));

function writeModel({ model, count, fallbacks }: Served, answers: number): Line {
  const share = Math.round((count / answers) * 100);
  const percent = share === 100 && count < answers ? 101 : share;
  return [
    say("history.model", {
      model: code(formatModel(model)),
      count: sayNumber(count),
      share: say("history.share", { percent }),
      part: fallbacks === 0 ? "none" : fallbacks === count ? "all" : "some",
      fallbacks: sayNumber(fallbacks),
    }),
  ];
}

function writeUnauthorized(tally: Tally | null): readonly Line[] {
  if (tally === null) return [];
  const { firstAt, lastAt } = tally;
  const count = sayNumber(tally.count);
  return tally.count === 1
    ? [[say("history.unauthorized", { count, at: when(lastAt) })]]
    : [[say("history.unauthorized-many", { count, first: when(firstAt), last: when(lastAt) })]];
}

function writeExhausted(tally: Tally | null): readonly Line[] {
  if (tally === null) return [];
  const { firstAt, lastAt } = tally;
  const count = sayNumber(tally.count);
  return tally.count === 1
    ? [[say("history.exhausted", { count, at: when(lastAt) })]]
    : [[say("history.exhausted-many", { count, first: when(firstAt), last: when(lastAt) })]];
}

const writeRepair = ({ at, outcome }: RepairMark): Line => [say("history.repair", { outcome, at: when(at) })];

function writeCoverage(history: History): readonly Block[] {
  const { before, after } = unknownOf(history);
  const { unknown } = totalsOf(history);
  if (before === history.span.to) return [note(say("history.nothing-known"))];
  return [
    ...(before === null ? [] : [note(say("counts.start", { at: when(before) }))]),
    ...(unknown === 0 ? [] : [note(say("history.unexplained", { count: unknown }))]),
    ...(after === null ? [] : [note(say("history.not-read", { at: when(after) }))]),
  ];
}
