import { code, when, type Inline, type Message } from "../core/card.ts";
import type { Diagnosis, Rule, RuleInput, Severity } from "../core/diagnosis.ts";
import type { FailureReason } from "../core/failure.ts";
import type { Snapshot } from "../core/gateway.ts";
import type { FailureSummary } from "../core/ledger.ts";
import { formatModel } from "../core/model.ts";
import type { RuleId } from "../core/rules.ts";
import { say } from "../words/say.ts";
import { sayApart, sayInTurn, sayListed } from "../words/sequence.ts";
import { aboutOf, firstOf } from "./signature.ts";
import { toNext } from "./steps.ts";

/** Why models of one provider fail, as far as their reason alone tells, and what to do about it. */
interface Cause {
  readonly id: RuleId;
  readonly reasons: readonly FailureReason[];
  /** Of the primary's failure; that of a fallback alone is never worse than a warning. */
  readonly severity: Severity;
  readonly title: (provider: string) => Message;
  /** One or two sentences: what it is. */
  readonly why: Message;
  readonly remedy?: string;
  /** The next steps, with the command of that very provider. */
  readonly next: (provider: string, snapshot: Snapshot, seen: readonly FailureSummary[]) => readonly (Message | null)[];
}

/** Makes a rule of a cause: one diagnosis for each provider, whichever and however many agents use it. */
export const defineCause = (cause: Cause): Rule => ({
  id: cause.id,
  inspect(input) {
    const seen = input.failures.filter(({ reason }) => cause.reasons.includes(reason));
    return [...Map.groupBy(seen, ({ model }) => model.provider)].map(([provider, own]): Diagnosis => {
      return {
        rule: cause.id,
        severity: severityOf(own, cause.severity, input),
        title: cause.title(provider),
        explanation: [sayInTurn(describeFailures(own), cause.why)],
        ...toNext(cause.next(provider, input.snapshot, own)),
        remedy: cause.remedy ?? null,
        agents: [...new Set(own.flatMap(({ agent }) => agent ?? []))],
        about: aboutOf(own),
        since: firstOf(own),
      };
    });
  },
});

/** A fallback that fails hurts nobody while the primary answers. */
export function severityOf(seen: readonly FailureSummary[], most: Severity, { snapshot }: RuleInput): Severity {
  const leads = snapshot.agents.some(({ id, primary }) =>
    seen.some(({ agent, model }) => (agent === null || agent === id) && primary !== null && isSame(model, primary)),
  );
  return leads || most !== "critical" ? most : "warning";
}

const isSame = (a: FailureSummary["model"], b: FailureSummary["model"]): boolean =>
  formatModel(a).toLowerCase() === formatModel(b).toLowerCase();

/** The name of a reason. Everything longer is an error text, which is not for everybody. */
const ONE_WORD = /^[\w-]{1,40}$/;

/** `a/b failed 4 times since 09:12 (HTTP 402; the gateway calls it billing).` */
export function describeFailures(seen: readonly FailureSummary[]): Message {
  const models = sayListed([...new Set(seen.map(({ model }) => formatModel(model)))].map(code));
  const count = seen.reduce((sum, one) => sum + one.count, 0);
  const since = when(firstOf(seen));
  const how = describeHow(seen);
  return how.length === 0
    ? say("causes.failed", { models, count, since })
    : say("causes.failed-how", { models, count, since, how: sayApart(how) });
}

function describeHow(seen: readonly FailureSummary[]): readonly Inline[] {
  const [newest] = seen.toSorted((a, b) => b.lastAt - a.lastAt);
  const status = newest?.status ?? null;
  return [
    ...(status === null ? [] : [`HTTP ${status}`]),
    ...(newest?.said && ONE_WORD.test(newest.said) ? [say("causes.called", { said: newest.said })] : []),
    ...(status === null && newest?.endedBy === "gateway" ? [say("causes.not-asked")] : []),
  ];
}

/** When the provider wants to be asked again, where one of the failures says so and that is still to come. */
export function describeUntil(seen: readonly FailureSummary[], now: number): Message | null {
  const until = Math.max(...seen.map((one) => one.until ?? 0));
  return until > now ? say("causes.until", { until: when(until) }) : null;
}
