import type { Finding } from "../core/incident.ts";

export type Found = Extract<Finding, { state: "found" }>;

/** What follows from a cause, and is a trouble of its own only while no cause is known; causes first. */
const FOLLOWS = ["unauthorized", "chain-exhausted", "silent-fallback", "resting-credential"] as const;
/** What has nothing to do with answers: each is a trouble of its own. */
const APART = new Set([
  "gateway-away",
  "blind",
  "route-changed",
  "upgrade-hazard",
  "sign-in-expiring",
  "paid-substitution",
]);

export const isConsequence = (rule: string): boolean => FOLLOWS.some((one) => one === rule);

/** One trouble: its cause first, then what follows from it. */
export type Group = readonly [Found, ...Found[]];

/** Puts findings together that are one trouble: the 401, the fallback it causes, the rest that comes after. */
export function groupFindings(findings: readonly Found[]): readonly Group[] {
  const apart = findings.filter(({ rule }) => APART.has(rule)).map((one): Group => [one]);
  const causes = findings.filter(({ rule }) => !APART.has(rule) && !isConsequence(rule));
  const consequences = FOLLOWS.flatMap((rule) => findings.filter((one) => one.rule === rule));
  const [first, ...others] = causes.length > 0 ? causes : consequences.slice(0, 1);
  if (!first) return apart;
  const rest = consequences.filter((one) => one !== first);
  return [[first, ...rest], ...others.map((one): Group => [one]), ...apart];
}
