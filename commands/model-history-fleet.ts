import { note, strong, text, type Block, type Line } from "../src/core/card.ts";
import type { FleetHistory } from "../src/core/history-sum.ts";
import { totalsOf, type Totals } from "../src/core/history-totals.ts";
import type { History } from "../src/core/history.ts";
import { say } from "../src/words/say.ts";
import { sayNamed } from "../src/words/sequence.ts";
import { saySums } from "./model-history-words.ts";

/** Gateways with a line of their own. */
const MOST_LINES = 8;
/** Gateways that a sentence names. */
const NAMED = 5;

/** Of many gateways, below their sums: those where most went wrong, and those of which not all is known. */
export function writeFleet({ partly }: FleetHistory, histories: readonly History[]): readonly Block[] {
  const worst = histories
    .map(({ gateway, ...history }) => ({ gateway, totals: totalsOf({ gateway, ...history }) }))
    .filter(({ totals }) => wrongIn(totals) > 0)
    .toSorted((a, b) => wrongIn(b.totals) - wrongIn(a.totals));
  const items = worst
    .slice(0, MOST_LINES)
    .map(({ gateway, totals }): Line => [say("parts.of", { name: strong(gateway), what: saySums(totals) })]);
  const left = worst.slice(MOST_LINES).map(({ gateway }) => gateway);
  return [
    ...(items.length === 0 ? [] : [text(say("history.worst")), { kind: "list" as const, items }]),
    ...(left.length === 0 ? [] : [text(say("history.ask", { names: sayNamed(left, NAMED) }))]),
    ...(partly.length === 0 ? [] : [note(say("history.partly", { names: sayNamed(partly, NAMED) }))]),
  ];
}

const wrongIn = ({ fallbacks, unauthorized, exhausted }: Totals): number =>
  fallbacks + (unauthorized?.count ?? 0) + (exhausted?.count ?? 0);
