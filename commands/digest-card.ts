import { code, note, strong, text, type Block, type Card, type Inline, type Line } from "../src/core/card.ts";
import type { Rhythm } from "../src/core/digest.ts";
import type { History } from "../src/core/history.ts";
import { totalsOf, unknownOf } from "../src/core/history-totals.ts";
import type { Incident } from "../src/core/incident.ts";
import { sayListed } from "../src/words/sequence.ts";
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
      ...(isOne ? [] : [{ kind: "list" as const, items: histories.slice(0, MOST).map(toItem) }]),
      ...histories.slice(0, MOST).flatMap(writeUnknown),
      told.length === 0 ? text(say("digest.nothing-open")) : text(strong(say("digest.still-open"))),
      ...(told.length === 0 ? [] : [{ kind: "list" as const, items: told.slice(0, MOST).map(toOpen) }]),
      ...(picture === null ? [] : [picture]),
    ],
  };
}

const toItem = (history: History): Line => [say("parts.of", { name: strong(history.gateway), what: sumOf(history) })];

const toOpen = ({ number, gateway, title }: Incident): Line => [
  ...(number === undefined ? [] : [code(`#${number}`), " "]),
  say("parts.of", { name: gateway, what: title }),
];

/** What is zero is not said, but that there was nothing at all is. */
function sumOf(history: History): Inline {
  if (history.recordSince === null) return say("digest.never-read");
  const { answers, fallbacks, unauthorized, exhausted } = totalsOf(history);
  const percent = answers === 0 ? 0 : Math.round((fallbacks / answers) * 100);
  return sayListed([
    say("digest.answers", { count: answers, shown: say("parts.number", { count: answers }) }),
    ...(fallbacks > 0 ? [say("digest.fallbacks", { percent, count: say("parts.number", { count: fallbacks }) })] : []),
    ...(unauthorized === null ? [] : [say("digest.unauthorized", { count: unauthorized.count })]),
    ...(exhausted === null ? [] : [say("digest.exhausted", { count: exhausted.count })]),
    ...(history.repairs.length > 0 ? [say("digest.repairs", { count: history.repairs.length })] : []),
  ]);
}

/** Counts that begin late or end early are no counts of the whole time. */
function writeUnknown(history: History): readonly Block[] {
  if (history.recordSince === null) return [];
  const { before, after } = unknownOf(history);
  if (before === null && after === null) return [];
  const why = after === null ? "begins" : before === null ? "ends" : "both";
  return [note(say("digest.incomplete", { gateway: history.gateway, why }))];
}
