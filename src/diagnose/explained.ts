import type { Diagnosis, Failing } from "../core/diagnosis.ts";
import { formatModel } from "../core/model.ts";
import { RULE_FACTS, type RuleId } from "../core/rules.ts";

/** What is told when nothing else explains a failure. */
const LAST_RESORT: RuleId = "unexplained";

/** Leaves out what another diagnosis says more precisely about the same failing models. */
export const withoutExplained = (all: readonly Diagnosis[]): readonly Diagnosis[] =>
  all.filter((vague) => {
    const precise = all.filter((other) => other !== vague && explains(other.rule, vague.rule));
    return !isCovered(vague, precise);
  });

function explains(precise: RuleId, vague: RuleId): boolean {
  if (vague === LAST_RESORT) return precise !== LAST_RESORT;
  return RULE_FACTS[precise].explains.some((one) => one === vague);
}

/** Every model it is about is explained; what is about nothing in particular gives way to whatever explains it. */
function isCovered({ rule, about }: Diagnosis, precise: readonly Diagnosis[]): boolean {
  if (about === undefined) return precise.length > 0;
  const isKnown = (failing: Failing): boolean =>
    precise.some((one) =>
      one.about === undefined ? rule !== LAST_RESORT : one.about.some((other) => isSame(other, failing)),
    );
  return precise.length > 0 && about.every(isKnown);
}

const isSame = (a: Failing, b: Failing): boolean =>
  formatModel(a.model) === formatModel(b.model) && (a.agent === null || b.agent === null || a.agent === b.agent);
