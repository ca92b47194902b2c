import type { Message } from "../core/card.ts";
import type { Diagnosis, Failing, Rule, RuleInput, Severity } from "../core/diagnosis.ts";
import type { FailureSummary } from "../core/ledger.ts";
import type { Snapshot } from "../core/gateway.ts";
import type { RuleId } from "../core/rules.ts";
import type { Instant } from "../core/time.ts";
import type { Release } from "../core/releases/release.ts";
import { toNext } from "./steps.ts";

/** A problem that shows as a kind of failed attempt, on a range of releases. */
export interface Signature {
  readonly id: RuleId;
  readonly severity: Severity;
  readonly title: Message;
  readonly explanation: Message;
  /** The next step, where its command depends on who failed. */
  readonly next?: (provider: string, snapshot: Snapshot) => Message;
  readonly remedy: string | null;
  /** The releases it is known on; all where it is left out. */
  readonly on?: (release: Release) => boolean;
  readonly shows: (failure: FailureSummary, input: RuleInput) => boolean;
}

/** Makes a rule of a signature: diagnosed while a failure that shows it has not been put right. */
export const defineSignature = (signature: Signature): Rule => ({
  id: signature.id,
  inspect(input) {
    const seen = input.failures.filter((failure) => signature.shows(failure, input));
    if (seen.length === 0 || signature.on?.(input.snapshot.release) === false) return [];
    return [toDiagnosis(signature, seen, input.snapshot)];
  },
});

function toDiagnosis(signature: Signature, seen: readonly FailureSummary[], snapshot: Snapshot): Diagnosis {
  const { id, severity, title, remedy } = signature;
  const providers = [...new Set(seen.map(({ model }) => model.provider))];
  const steps = providers.map((provider) => signature.next?.(provider, snapshot) ?? null);
  const agents = [...new Set(seen.flatMap((failure) => failure.agent ?? []))];
  const told = { title, explanation: [signature.explanation], ...toNext(steps) };
  return { rule: id, severity, ...told, remedy, agents, about: aboutOf(seen), since: firstOf(seen) };
}

/** Which models of which agents failures are about. */
export const aboutOf = (seen: readonly FailureSummary[]): readonly Failing[] =>
  seen.map(({ agent, model }) => ({ agent, model }));

/** When the earliest of alike failures happened. */
export const firstOf = (seen: readonly FailureSummary[]): Instant => Math.min(...seen.map(({ firstAt }) => firstAt));
