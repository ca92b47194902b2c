import type { Finding } from "../core/incident.ts";
import { RULE_FACTS, RULE_IDS, type RuleId } from "../core/rules.ts";

export type Found = Extract<Finding, { state: "found" }>;

export const isConsequence = (rule: RuleId): boolean => RULE_FACTS[rule].role === "consequence";

/** One trouble: its cause first, then what follows from it. */
export type Group = readonly [Found, ...Found[]];

/** Puts findings together that are one trouble: the 401, the fallback it causes, the rest that comes after. */
export function groupFindings(findings: readonly Found[]): readonly Group[] {
  const inOrder = RULE_IDS.flatMap((id) => findings.filter(({ rule }) => rule === id));
  const { cause = [], consequence = [], apart = [] } = Object.groupBy(inOrder, ({ rule }) => RULE_FACTS[rule].role);
  const alone = apart.map((one): Group => [one]);
  const [first, ...others] = cause.length > 0 ? cause : consequence.slice(0, 1);
  if (!first) return alone;
  const rest = consequence.filter((one) => one !== first);
  return [[first, ...rest], ...others.map((one): Group => [one]), ...alone];
}
