import { RULE_FACTS, type RuleId, type Threshold, type ThresholdOverrides } from "../core/rules.ts";
import { HOUR, MINUTE } from "../core/time.ts";

/** A rule's threshold with what the operator sets differently. */
export function thresholdOf(rule: RuleId, overrides: ThresholdOverrides): Threshold {
  const { threshold } = RULE_FACTS[rule];
  const set = overrides[rule] ?? {};
  return {
    checks: set.checks ?? threshold.checks,
    answers: set.answers ?? threshold.answers,
    after: set.after ?? threshold.after,
    goodAnswers: set.goodAnswers ?? threshold.goodAnswers,
    quiet: set.quiet ?? threshold.quiet,
  };
}

/** An incident that comes back within this long reopens; more often than `FLAPPING.openings` it is flapping. */
export const FLAPPING = { within: 30 * MINUTE, openings: 3 } as const;
/** While nobody acknowledges it, an open incident speaks again after this long. */
export const REMIND = 4 * HOUR;
