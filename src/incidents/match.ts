import type { Incident } from "../core/incident.ts";
import { RULE_FACTS } from "../core/rules.ts";
import type { Instant } from "../core/time.ts";
import type { Group } from "./group.ts";
import { isSameSubject, mayBeSame } from "./subjects.ts";
import { FLAPPING } from "./thresholds.ts";

interface Match {
  readonly group: Group;
  readonly before: Incident | null;
}

type IsOne = (group: Group, incident: Incident) => boolean;

/**
 * How an incident is known again, the surest first: the same cause of the same thing; the same cause, where one of both
 * does not say of what; another cause of the same thing, while it lasts; any rule in common, while it lasts and unless
 * both say that they are about different things.
 */
const WAYS: readonly IsOne[] = [
  ([{ rule, subjects = [] }], incident) => incident.cause === rule && isSameSubject(subjects, incident.subjects ?? []),
  ([{ rule, subjects = [] }], incident) => incident.cause === rule && mayBeSame(subjects, incident.subjects ?? []),
  ([{ rule, subjects = [] }], incident) =>
    incident.phase !== "over" &&
    isCause(rule) &&
    isCause(incident.cause) &&
    subjects.length > 0 &&
    isSameSubject(subjects, incident.subjects ?? []),
  (group, { phase, rules, subjects = [] }) =>
    phase !== "over" && group.some(({ rule }) => rules.includes(rule)) && mayBeSame(group[0].subjects ?? [], subjects),
];

const isCause = (rule: Incident["cause"]): boolean => RULE_FACTS[rule].role === "cause";

/** The incident each group belongs to, each given away once; those that are over only if not long ago. Pure. */
export function matchAll(groups: readonly Group[], before: readonly Incident[], now: Instant): readonly Match[] {
  const candidates = before.filter(({ overAt }) => overAt === null || now - overAt <= FLAPPING.within);
  const found = new Map<Group, Incident>();
  const taken = new Set<string>();
  for (const isOne of WAYS) {
    for (const group of groups.filter((one) => !found.has(one))) {
      const incident = candidates.find((one) => !taken.has(one.id) && isOne(group, one));
      if (incident === undefined) continue;
      found.set(group, incident);
      taken.add(incident.id);
    }
  }
  return groups.map((group) => ({ group, before: found.get(group) ?? null }));
}
