import type { Language, Message, Text } from "../core/card.ts";
import type { History, RepairOutcome, Served, Tally } from "../core/history.ts";
import { totalsOf, unknownOf, type Totals } from "../core/history-totals.ts";
import { formatModel } from "../core/model.ts";
import type { Instant } from "../core/time.ts";
import { say } from "../words/say.ts";
import { sayInTurn, sayListed } from "../words/sequence.ts";
import { instantOf, zoneOf } from "./clock.ts";

/** The sums, a phrase each; one phrase alone where nothing is known. */
export function countsOf(history: History): readonly Message[] {
  if (isUnknown(history)) return [say("chart.unknown")];
  const totals = totalsOf(history);
  const { answers, unauthorized, exhausted } = totals;
  return [
    answers === 0 ? say("chart.no-answers") : say("chart.answers", { count: answers }),
    ...sayFallbacks(totals),
    unauthorized ? say("chart.refused", { count: unauthorized.count }) : say("chart.no-401s"),
    exhausted ? say("chart.unanswered", { count: exhausted.count }) : say("chart.none-unanswered"),
  ];
}

/** None is only said where it is known. */
function sayFallbacks({ answers, fallbacks, unknown }: Totals): readonly Message[] {
  if (fallbacks > 0) return [say("chart.fallbacks", { count: fallbacks, least: unknown > 0 ? "yes" : "no" })];
  return answers === 0 || unknown > 0 ? [] : [say("chart.no-fallbacks")];
}

/** Nothing is there, and nothing would be if there had been something. */
export const isUnknown = (history: History): boolean =>
  unknownOf(history).before === history.span.to &&
  history.buckets.every(({ served, unauthorized, exhausted }) => served.length === 0 && !unauthorized && !exhausted);

const MOST_MODELS = 6;
const OUTCOMES = {
  fixed: "chart.fixed-at",
  reverted: "chart.reverted-at",
  undone: "chart.undone-at",
  unclear: "chart.unclear-at",
} as const satisfies Readonly<Record<RepairOutcome, string>>;

/** What the picture shows, in sentences, for those who cannot see it. Its instants are written for readers of `language`. */
export function describe(history: History, language: Language): Text {
  const { gateway, span, repairs } = history;
  const { models, unauthorized, exhausted } = totalsOf(history);
  const { before, after } = unknownOf(history);
  const more = models.length - MOST_MODELS;
  const told = (at: Instant): string => instantOf(at, language);
  const between = ({ firstAt, lastAt }: Tally): Message => {
    const [first, last] = [told(firstAt), told(lastAt)];
    return first === last ? say("chart.at", { at: first }) : say("chart.between", { first, last });
  };
  return sayInTurn(
    say("chart.alt", {
      gateway,
      from: told(span.from),
      to: told(span.to),
      zone: zoneOf(span.to, language),
      counts: sayListed(countsOf(history)),
    }),
    ...models.slice(0, MOST_MODELS).map((served) => describeModel(served, between(served))),
    more > 0 ? say("chart.more-models", { count: more }) : null,
    unauthorized && say("chart.401s-when", { when: between(unauthorized) }),
    exhausted && say("chart.unanswered-when", { when: between(exhausted) }),
    ...repairs.map(({ at, outcome }) => say(OUTCOMES[outcome], { at: told(at) })),
    before === null || before === span.to ? null : say("chart.starts", { at: told(before) }),
    after === null ? null : say("chart.unread", { at: told(after) }),
  );
}

function describeModel({ model, count, fallbacks }: Served, when: Message): Message {
  const share = fallbacks === 0 ? "none" : fallbacks === count ? "all" : "some";
  return say("chart.model", { model: formatModel(model), count, share, fallbacks, when });
}
