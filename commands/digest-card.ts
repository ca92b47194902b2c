import {
  code,
  note,
  strong,
  text,
  type Block,
  type Card,
  type Inline,
  type Line,
  type Message,
} from "../src/core/card.ts";
import type { Rhythm } from "../src/core/digest.ts";
import type { History } from "../src/core/history.ts";
import { totalsOf, unknownOf } from "../src/core/history-totals.ts";
import type { Incident } from "../src/core/incident.ts";
import { sayListed, sayNamed } from "../src/words/sequence.ts";
import { say } from "../src/words/say.ts";

/** As many lines as somebody reads. */
const MOST = 20;

/** What happened on each gateway, and what is still open. `picture` goes with a single gateway. */
export function writeDigest(
  rhythm: Rhythm,
  histories: readonly History[],
  open: readonly Incident[],
  picture: Block | null,
): Card {
  const [only, ...more] = histories;
  const told = open.filter(({ phase }) => phase === "open" || phase === "recovering");
  const isOne = only !== undefined && more.length === 0;
  return {
    tone: told.length > 0 ? "warning" : "good",
    title: isOne
      ? say("digest.title", { rhythm, gateway: only.gateway, sum: sumOf(only) })
      : say("digest.title-many", { rhythm, count: histories.length }),
    blocks: [
      ...(isOne ? [] : [{ kind: "list" as const, items: toItems(histories) }]),
      ...writeUnknown(histories),
      told.length === 0 ? text(say("digest.nothing-open")) : text(strong(say("digest.still-open"))),
      ...(told.length === 0 ? [] : [{ kind: "list" as const, items: told.slice(0, MOST).map(toOpen) }]),
      ...(picture === null ? [] : [picture]),
    ],
  };
}

/** So many that had nothing but answers have a line each; more of them share one. */
const ALONE = 12;
/** Of gateways that share a line so many are named. */
const NAMED = 3;

/** The worst first, whatever order they were configured in; then those where all went well. */
function toItems(histories: readonly History[]): readonly Line[] {
  const weighed = histories.map((history) => ({ history, weight: weigh(history) }));
  const bad = weighed.filter(({ weight }) => weight > 0).toSorted((a, b) => b.weight - a.weight);
  const fine = weighed.filter(({ weight }) => weight === 0).map(({ history }) => history);
  const shown = bad.slice(0, MOST).map(({ history }) => toItem(history));
  const rest = bad.length - shown.length;
  return [
    ...shown,
    ...(rest > 0 ? [[say("parts.and-more", { count: rest })]] : []),
    ...(fine.length > ALONE ? [toShared(fine)] : fine.map(toItem)),
  ];
}

/** Turns without an answer, then one that was never read, then fallbacks and 401s; a repair is worth a line. */
function weigh(history: History): number {
  if (history.recordSince === null) return 1e9;
  const { fallbacks, unauthorized, exhausted } = totalsOf(history);
  const failed = (exhausted?.count ?? 0) * 1e10;
  return failed + (fallbacks + (unauthorized?.count ?? 0)) * 10 + (history.repairs.length > 0 ? 1 : 0);
}

function toShared(histories: readonly History[]): Line {
  const count = histories.reduce((sum, history) => sum + totalsOf(history).answers, 0);
  const names = sayNamed(
    histories.map(({ gateway }) => gateway),
    NAMED,
  );
  const what = say("digest.answers", { count, shown: sayNumber(count) });
  return [say("parts.of", { name: strong(names), what })];
}

const sayNumber = (count: number): Message => say("parts.number", { count });

const toItem = (history: History): Line => [say("parts.of", { name: strong(history.gateway), what: sumOf(history) })];

const toOpen = ({ number, gateway, title }: Incident): Line => [
  ...(number === undefined ? [] : [code(`#${number}`), " "]),
  say("parts.of", { name: gateway, what: title }),
];

/** What is zero is not said, but that there was nothing at all is. */
function sumOf(history: History): Inline {
  if (history.recordSince === null) return say("digest.never-read");
  const { answers, fallbacks, unknown, unauthorized, exhausted } = totalsOf(history);
  const percent = answers === 0 ? 0 : Math.round((fallbacks / answers) * 100);
  const least = unknown > 0 ? "yes" : "no";
  return sayListed([
    say("digest.answers", { count: answers, shown: sayNumber(answers) }),
    ...(fallbacks > 0 ? [say("digest.fallbacks", { percent, least, count: sayNumber(fallbacks) })] : []),
    ...(unknown > 0 ? [say("digest.unexplained", { count: unknown, shown: sayNumber(unknown) })] : []),
    ...(unauthorized === null ? [] : [say("digest.unauthorized", { count: unauthorized.count })]),
    ...(exhausted === null ? [] : [say("digest.exhausted", { count: exhausted.count })]),
    ...(history.repairs.length > 0 ? [say("digest.repairs", { count: history.repairs.length })] : []),
  ]);
}

/** Counts that begin late or end early are no counts of the whole time. */
function writeUnknown(histories: readonly History[]): readonly Block[] {
  const byWhy = Map.groupBy(histories, whyUnknown);
  return (["begins", "ends", "both"] as const).flatMap((why) => {
    const names = (byWhy.get(why) ?? []).map(({ gateway }) => gateway);
    return names.length === 0 ? [] : [note(say("digest.incomplete", { gateway: sayNamed(names, NAMED), why }))];
  });
}

function whyUnknown(history: History): "begins" | "ends" | "both" | null {
  if (history.recordSince === null) return null;
  const { before, after } = unknownOf(history);
  if (before === null && after === null) return null;
  return after === null ? "begins" : before === null ? "ends" : "both";
}
