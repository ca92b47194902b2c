import type { Incident, IncidentStore, Outbox, Target } from "../core/incident.ts";
import type { ChatPlatform } from "../core/platform.ts";
import { HOUR, type Instant } from "../core/time.ts";
import { decideAll, type QueueParts } from "./queue.ts";
import type { WarningActions } from "../core/warnings.ts";

/** Changes an incident by hand; null when it is not known. */
type EditIncident = (id: string, change: (incident: Incident) => Incident) => Promise<Incident | null>;

export interface WarningActionParts extends QueueParts {
  readonly incidents: IncidentStore;
  readonly outbox: Outbox;
  readonly platforms: () => readonly ChatPlatform[];
  readonly gateways: readonly string[];
  readonly edit: EditIncident;
}

export const createWarningActions = (parts: WarningActionParts): WarningActions => ({
  async status(now) {
    const live = (await Promise.all(parts.gateways.map((id) => parts.incidents.live(id, now - HOUR)))).flat();
    const incidents = await Promise.all(
      live.map(async (incident) => ({ incident, decisions: await decideAll(incident, parts, now) })),
    );
    const stopped = (await parts.outbox.rooms())
      .filter(({ state }) => state === "off" || state === "lost")
      .map(({ to }) => to);
    return { rooms: await parts.rooms(), stopped, incidents };
  },
  latest: (limit) => parts.incidents.latest(limit),
  find: (id) => parts.incidents.find(id),
  acknowledge: (id, by) =>
    parts.edit(id, (incident) => ({ ...incident, acknowledgedBy: incident.acknowledgedBy ?? by })),
  mute: (id, until, by) =>
    parts.edit(id, (incident) => ({ ...incident, mutedUntil: until, mutedBy: until === null ? null : by })),
  setRoom: (to, on, by, at) => parts.outbox.setRoom({ to, state: on ? "on" : "off", by, at }),
  async test(now, signal) {
    const rooms = await parts.rooms();
    return Promise.all(
      rooms.map(async (room) => ({ room, receipt: await testOne(room, parts.platforms(), now, signal) })),
    );
  },
});

async function testOne(
  room: Target,
  platforms: readonly ChatPlatform[],
  now: Instant,
  signal: AbortSignal,
): Promise<string> {
  const platform = platforms.find(({ id }) => id === room.platform);
  if (!platform) return "not sent: this platform is not configured";
  const card = {
    tone: "neutral" as const,
    title: "This is a drill",
    blocks: [{ kind: "text" as const, text: ["Warnings about OpenClaw gateways arrive here. Nothing is wrong."] }],
  };
  try {
    await platform.post(room.target, card, { key: `drill-${now}` }, signal);
    return "arrived";
  } catch (error) {
    return `not delivered: ${error instanceof Error ? error.message : "unknown error"}`;
  }
}
