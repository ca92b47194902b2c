import { code, when, type Line } from "../core/card.ts";
import type { Diagnosis, Rule, RuleInput, Severity } from "../core/diagnosis.ts";
import type { FailureReason } from "../core/failure.ts";
import type { Snapshot } from "../core/gateway.ts";
import type { FailureSummary } from "../core/ledger.ts";
import { formatModel } from "../core/model.ts";
import type { RuleId } from "../core/rules.ts";
import { aboutOf, firstOf } from "./signature.ts";

/** Why models of one provider fail, as far as their reason alone tells, and what to do about it. */
interface Cause {
  readonly id: RuleId;
  readonly reasons: readonly FailureReason[];
  /** Of the primary's failure; that of a fallback alone is never worse than a warning. */
  readonly severity: Severity;
  readonly title: (provider: string) => string;
  /** One or two sentences: what it is. */
  readonly why: Line;
  readonly remedy?: string;
  /** The next step, with the command of that very provider. */
  readonly next: (provider: string, snapshot: Snapshot, seen: readonly FailureSummary[]) => Line;
}

/** Makes a rule of a cause: one diagnosis for each provider, whichever and however many agents use it. */
export const defineCause = (cause: Cause): Rule => ({
  id: cause.id,
  inspect(input) {
    const seen = input.failures.filter(({ reason }) => cause.reasons.includes(reason));
    return [...Map.groupBy(seen, ({ model }) => model.provider)].map(([provider, own]): Diagnosis => {
      const next = trimStart(cause.next(provider, input.snapshot, own));
      return {
        rule: cause.id,
        severity: severityOf(own, cause.severity, input),
        title: cause.title(provider),
        explanation: [...describeFailures(own), " ", ...cause.why, ...(next.length === 0 ? [] : [" ", ...next])],
        remedy: cause.remedy ?? null,
        agents: [...new Set(own.flatMap(({ agent }) => agent ?? []))],
        about: aboutOf(own),
        since: firstOf(own),
      };
    });
  },
});

/** A step that may follow another one begins with a space of its own. */
const trimStart = ([first, ...rest]: Line): Line =>
  first === undefined ? [] : [typeof first === "string" ? first.trimStart() : first, ...rest];

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

/** `a/b failed 4 times since 09:12 (HTTP 402, “billing”).` */
export function describeFailures(seen: readonly FailureSummary[]): Line {
  const models = [...new Set(seen.map(({ model }) => formatModel(model)))];
  const count = seen.reduce((sum, one) => sum + one.count, 0);
  const [newest] = seen.toSorted((a, b) => b.lastAt - a.lastAt);
  const status = newest?.status ?? null;
  const words = [
    ...(status === null ? [] : [`HTTP ${status}`]),
    ...(newest?.said && ONE_WORD.test(newest.said) ? [`the gateway calls it ${newest.said}`] : []),
    ...(status === null && newest?.endedBy === "gateway" ? ["the provider was not asked"] : []),
  ];
  return [
    ...models.flatMap((model, index): Line => [...(index === 0 ? [] : [", "]), code(model)]),
    count === 1 ? " failed at " : ` failed ${count} times since `,
    when(firstOf(seen)),
    words.length === 0 ? "." : ` (${words.join("; ")}).`,
  ];
}

/** When the provider wants to be asked again, where one of the failures says so and that is still to come. */
export function describeUntil(seen: readonly FailureSummary[], now: number): Line {
  const until = Math.max(...seen.map((one) => one.until ?? 0));
  return until > now ? ["It says that it can be asked again ", when(until), "."] : [];
}
