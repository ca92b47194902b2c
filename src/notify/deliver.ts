import type { Heard, Incident, IncidentStore, Notice, Outbox, Target } from "../core/incident.ts";
import type { Log } from "../core/log.ts";
import { PostFailed, type ChatPlatform, type PostedRef } from "../core/platform.ts";
import { MINUTE, SECOND, type Clock, type Instant } from "../core/time.ts";
import type { WakeUp } from "../lib/wake-up.ts";
import { fingerprintOf, writeIncident, writeReply } from "./card.ts";

export interface DeliverParts {
  readonly outbox: Outbox;
  readonly incidents: IncidentStore;
  readonly platforms: readonly ChatPlatform[];
  readonly isFlapping: (incident: Incident, now: Instant) => boolean;
  /** Told when a room is not there any more. */
  readonly roomLost: (room: Target, why: string) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Retries come closer than this at first, and never further apart than the second. */
const FIRST_RETRY = 2 * SECOND;
const LAST_RETRY = MINUTE;
/** How often what is due later is looked for. */
const LOOK = SECOND;

/**
 * Sends what is owed: in order within a room, rooms beside each other. A message leaves the outbox only in
 * the moment that is recorded as heard, so whatever ends the process in between, it is sent again under the
 * same key, which a platform that can takes for the same message.
 */
export async function deliver(parts: DeliverParts, wakeUp: WakeUp, signal: AbortSignal): Promise<void> {
  const busy = new Set<string>();
  const sending = new Set<Promise<void>>();
  while (!signal.aborted) {
    const now = parts.clock();
    for (const notice of await parts.outbox.next()) {
      const room = `${notice.to.platform}:${notice.to.target}`;
      if (busy.has(room) || notice.dueAt > now) continue;
      busy.add(room);
      const sent = sendOne(notice, parts, signal).finally(() => {
        busy.delete(room);
        sending.delete(sent);
        wakeUp.ring();
      });
      sending.add(sent);
    }
    await wakeUp.wait(LOOK, signal);
  }
  await Promise.allSettled(sending);
}

async function sendOne(notice: Notice, parts: DeliverParts, signal: AbortSignal): Promise<void> {
  const { outbox, incidents, platforms, clock, log } = parts;
  const platform = platforms.find(({ id }) => id === notice.to.platform);
  const incident = await incidents.find(notice.incident);
  if (!platform || !incident) return outbox.drop(notice);
  try {
    const heard = await outbox.heard(notice.incident, notice.to);
    const after = await send(notice, incident, heard, platform, parts, signal);
    if (after === null) return await outbox.drop(notice);
    await outbox.settle(notice, after);
    const moved = after.card?.target;
    if (moved !== undefined && moved !== notice.to.target)
      await outbox.moveRoom(notice.to, { ...notice.to, target: moved });
  } catch (error) {
    if (signal.aborted) return;
    const why = error instanceof Error ? error.message : "unknown error";
    const kind = error instanceof PostFailed ? error.kind : "later";
    log.warn({ room: `${notice.to.platform}:${notice.to.target}`, kind, why }, "warning not delivered");
    if (kind === "later") return outbox.postpone(notice, clock() + retryAfter(notice, error));
    await outbox.drop(notice);
    if (kind === "gone") await parts.roomLost(notice.to, why);
  }
}

function retryAfter({ attempts }: Notice, error: unknown): number {
  const asked = error instanceof PostFailed ? (error.retryAfter ?? 0) : 0;
  return Math.max(asked, Math.min(LAST_RETRY, FIRST_RETRY * 2 ** Math.min(attempts, 10)));
}

/** Sends one message, as things stand now, and says what the room has heard then; null when there is nothing to send. */
async function send(
  notice: Notice,
  incident: Incident,
  heard: Heard,
  platform: ChatPlatform,
  parts: DeliverParts,
  signal: AbortSignal,
): Promise<Heard | null> {
  const now = parts.clock();
  const flapping = parts.isFlapping(incident, now);
  const { target } = notice.to;
  if (notice.kind === "open" || notice.kind === "update") {
    if (notice.kind === "update" && heard.card === null) return null;
    const how = heard.card === null ? { key: notice.id } : { replacing: heard.card };
    const card = await platform.post(target, writeIncident(incident, flapping, now), how, signal);
    return toHeard(incident, heard, card, fingerprintOf(incident, flapping, now), now);
  }
  const answering = heard.card === null ? {} : { answering: heard.card };
  await platform.post(target, writeReply(notice.kind, incident, now), { key: notice.id, ...answering }, signal);
  return { ...heard, soundedAt: now, announced: notice.kind === "recovery" ? null : incident.severity };
}

/** A card that says it is over has told the end; one that was just posted has made a sound. */
function toHeard(incident: Incident, heard: Heard, card: PostedRef, fingerprint: string, now: Instant): Heard {
  const isNew = heard.card === null;
  const announced = incident.phase === "over" ? null : isNew ? incident.severity : heard.announced;
  return { card, fingerprint, editedAt: now, soundedAt: isNew ? now : heard.soundedAt, announced };
}
