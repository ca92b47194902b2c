import type { Diagnosis } from "../core/diagnosis.ts";
import type { Subjects } from "../core/incident.ts";
import { RULE_FACTS } from "../core/rules.ts";

/** What a diagnosis is about. Whatever follows from causes is about the gateway as a whole. */
export function subjectsOf({ rule, subject, about = [] }: Diagnosis): Subjects {
  if (RULE_FACTS[rule].role === "consequence") return [];
  const all = subject === undefined ? about.map(({ model }) => model.provider) : [subject];
  return [...new Set(all)].toSorted();
}

/** Whether both are about one thing: they have something in common, or both are about nothing in particular. */
export const isSameSubject = (a: Subjects, b: Subjects): boolean =>
  a.length === 0 ? b.length === 0 : a.some((one) => b.includes(one));

/** Whether both may be about one thing: one of them does not say what it is about. */
export const mayBeSame = (a: Subjects, b: Subjects): boolean => a.length === 0 || b.length === 0 || isSameSubject(a, b);
