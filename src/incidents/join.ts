import type { Incident, IncidentChange } from "../core/incident.ts";
import { RULE_FACTS } from "../core/rules.ts";
import { MINUTE, type Instant } from "../core/time.ts";
import { mayBeSame } from "./subjects.ts";

/** What opens on several gateways within this long (ms) has one cause. */
const TOGETHER = MINUTE;

/** Whether an incident speaks for the first time: one that comes back has its card already. */
export const isFirstOpening = ({ before, after }: IncidentChange): boolean =>
  after.phase === "open" && before?.phase !== "open" && after.openings.length === 1 && after.group === undefined;

/** Puts an incident that opens to those of the same cause that opened just now on other gateways. Pure. */
export function joinGroup(incident: Incident, others: readonly Incident[], now: Instant): Incident {
  const first = others.find(
    ({ gateway, cause, subjects = [], phase, openings }) =>
      cause === incident.cause &&
      mayBeSame(subjects, incident.subjects ?? []) &&
      gateway !== incident.gateway &&
      RULE_FACTS[cause].seen !== "room" &&
      (phase === "open" || phase === "recovering") &&
      now - (openings.at(-1) ?? -Infinity) <= TOGETHER,
  );
  return first === undefined ? incident : { ...incident, group: first.group ?? first.id };
}
