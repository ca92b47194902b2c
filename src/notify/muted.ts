import type { Incident } from "../core/incident.ts";
import type { Instant } from "../core/time.ts";

/** Whether it makes no sound now. */
export const isMuted = ({ mutedUntil }: Pick<Incident, "mutedUntil">, now: Instant): boolean =>
  mutedUntil === "over" || (mutedUntil !== null && mutedUntil > now);
