import type { Incident, IncidentStore, Outbox, Target } from "../core/incident.ts";
import type { Clock } from "../core/time.ts";

/** The companion's own troubles stand beside those of the gateways, under this name. */
export const OWN = "companion";

export const roomIncident = ({ platform, target }: Target): string => `room-${platform}-${target}`;

/** A room that is gone gets nothing any more; the others are told that it does not. */
export const createLostRoom =
  (
    store: { readonly outbox: Outbox; readonly incidents: IncidentStore },
    clock: Clock,
    tell: (incident: Incident) => Promise<void>,
  ) =>
  async (room: Target, why: string): Promise<void> => {
    const now = clock();
    await store.outbox.setRoom({ to: room, state: "lost", by: OWN, at: now });
    const incident: Incident = {
      id: roomIncident(room),
      gateway: OWN,
      cause: "room-lost",
      rules: ["room-lost"],
      severity: "warning",
      title: `A room for warnings is lost: ${room.platform}:${room.target}`,
      explanation: [
        `${why}. Nothing is told there any more. Let the bot in again and say /warnings here in that room.`,
      ],
      remedy: null,
      agents: [],
      phase: "open",
      checks: 1,
      begunAt: now,
      lastSeenAt: now,
      goneSince: null,
      overAt: null,
      openings: [now],
      impact: { answers: 0, fallbacks: 0, unauthorized: 0, exhausted: 0, sessions: 0, goodInARow: 0 },
      acknowledgedBy: null,
      mutedBy: null,
      mutedUntil: null,
      announced: null,
    };
    await store.incidents.save([incident]);
    await tell(incident);
  };
