import { code, note, strong, text, type Block, type Card, type Line } from "../src/core/card.ts";
import type { Rhythm } from "../src/core/digest.ts";
import type { History } from "../src/core/history.ts";
import { totalsOf, unknownOf } from "../src/core/history-totals.ts";
import type { Incident } from "../src/core/incident.ts";

const SPANS: Readonly<Record<Rhythm, string>> = { daily: "The last day", weekly: "The last week" };
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
      ? `${SPANS[rhythm]} on ${only.gateway}: ${sumOf(only)}`
      : `${SPANS[rhythm]} on ${histories.length} gateways`,
    blocks: [
      ...(isOne ? [] : [{ kind: "list" as const, items: histories.slice(0, MOST).map(toItem) }]),
      ...histories.slice(0, MOST).flatMap(writeUnknown),
      told.length === 0 ? text("Nothing is open.") : text(strong("Still open:")),
      ...(told.length === 0 ? [] : [{ kind: "list" as const, items: told.slice(0, MOST).map(toOpen) }]),
      ...(picture === null ? [] : [picture]),
    ],
  };
}

const toItem = (history: History): Line => [strong(history.gateway), `: ${sumOf(history)}`];

const toOpen = ({ number, gateway, title }: Incident): Line => [
  ...(number === undefined ? [] : [code(`#${number}`), " "]),
  `${gateway}: `,
  title,
];

/** What is zero is not said, but that there was nothing at all is. */
function sumOf(history: History): string {
  if (history.recordSince === null) return "unknown, it was never read";
  const { answers, fallbacks, unauthorized, exhausted } = totalsOf(history);
  const share = answers === 0 ? 0 : Math.round((fallbacks / answers) * 100);
  const percent = share === 0 ? "under 1 %" : `${share} %`;
  return [
    answers === 0 ? "no answers" : `${answers.toLocaleString("en")} ${answers === 1 ? "answer" : "answers"}`,
    ...(fallbacks > 0 ? [`${percent} by a fallback (${fallbacks.toLocaleString("en")})`] : []),
    ...(unauthorized === null ? [] : [`${unauthorized.count} × 401`]),
    ...(exhausted === null ? [] : [`${exhausted.count} turns that no model answered`]),
    ...(history.repairs.length > 0
      ? [`${history.repairs.length} ${history.repairs.length === 1 ? "repair" : "repairs"}`]
      : []),
  ].join(", ");
}

/** Counts that begin late or end early are no counts of the whole time. */
function writeUnknown(history: History): readonly Block[] {
  if (history.recordSince === null) return [];
  const { before, after } = unknownOf(history);
  const parts = [
    ...(before === null ? [] : ["counts begin later than that"]),
    ...(after === null ? [] : ["it is not read at the moment"]),
  ];
  return parts.length === 0 ? [] : [note(`${history.gateway}: ${parts.join(", and ")}.`)];
}
