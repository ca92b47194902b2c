import type { Incident, IncidentChange } from "../core/incident.ts";
import { RULE_FACTS } from "../core/rules.ts";
import type { Instant } from "../core/time.ts";

/**
 * Incidents of a gateway in whose place another one stands since `at`: those that were open are closed, and none of
 * them goes on or comes back as one of the new gateway. Pure.
 */
export function closeReplaced(
  all: readonly Incident[],
  at: Instant | null,
  now: Instant,
): { readonly own: readonly Incident[]; readonly closed: readonly IncidentChange[] } {
  if (at === null) return { own: all, closed: [] };
  // What is seen of the link is of whoever stands there.
  const isOwn = ({ cause, lastSeenAt }: Incident): boolean => RULE_FACTS[cause].seen !== "record" || lastSeenAt >= at;
  const closed = all
    .filter((one) => !isOwn(one) && one.phase !== "over")
    .map((before): IncidentChange => ({ before, after: toClosed(before, at, now) }));
  return { own: all.filter(isOwn), closed };
}

function toClosed(before: Incident, at: Instant, now: Instant): Incident {
  const { mended: _, ...rest } = before;
  return { ...rest, phase: "over", ended: "replaced", goneSince: before.goneSince ?? at, overAt: now };
}
