import type { Incident } from "../core/incident.ts";
import { DAY, shiftInstant, type ClockShift } from "../core/time.ts";

/** Nobody mutes for longer. */
const AHEAD = 30 * DAY;

/** An incident as it would be had the clock been right. Pure. */
export function shiftIncident(incident: Incident, shift: ClockShift): Incident {
  const past = (at: number): number => shiftInstant(at, shift);
  const { goneSince, overAt, mutedUntil } = incident;
  return {
    ...incident,
    begunAt: past(incident.begunAt),
    lastSeenAt: past(incident.lastSeenAt),
    goneSince: goneSince === null ? null : past(goneSince),
    overAt: overAt === null ? null : past(overAt),
    openings: incident.openings.map(past),
    mutedUntil:
      typeof mutedUntil === "number" ? shiftInstant(mutedUntil, { ...shift, to: shift.to + AHEAD }) : mutedUntil,
  };
}
