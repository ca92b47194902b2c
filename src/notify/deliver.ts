import type { Card } from "../core/card.ts";
import type { DrawHistory } from "../core/history.ts";
import type { Told, Incident, IncidentStore, Notice, NoticeKind, Outbox, Target } from "../core/incident.ts";
import type { Log } from "../core/log.ts";
import { PostFailed, type ChatPlatform } from "../core/platform.ts";
import type { PostedRef } from "../core/posted.ts";
import { HOUR, MINUTE, SECOND, type Clock, type Instant } from "../core/time.ts";
import type { WakeUp } from "../lib/wake-up.ts";
import { writeIncident, writeReply } from "./card.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { isSameRoom } from "./room.ts";

export interface DeliverParts {
  /** Draws the history of a gateway, for the notice that a trouble is over. */
  readonly draw?: DrawHistory;
  readonly outbox: Outbox;
  readonly incidents: IncidentStore;
  readonly platforms: () => readonly ChatPlatform[];
  readonly isFlapping: (incident: Incident, now: Instant) => boolean;
  /** The rooms warnings go to now. */
  readonly rooms: () => Promise<readonly Target[]>;
  /** Told after each message, because the incident may have gone on meanwhile. */
  readonly delivered: (incident: Incident) => Promise<void>;
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

/** Sends what is queued. */
export interface Delivery {
  /** Sends what is due, and what falls due because of it; resolves when nothing is. */
  sendDue(signal: AbortSignal): Promise<void>;
  /** Sends what is due, as soon as it is, until `signal` aborts. */
  run(signal: AbortSignal): Promise<void>;
}

/**
 * Sends what is queued: in order within a room, rooms beside each other. A message leaves the outbox only in
 * the moment that is recorded as told, so whatever ends the process in between, it is sent again under the
 * same key, which a platform that can takes for the same message.
 */
export function createDelivery(parts: DeliverParts, wakeUp: WakeUp): Delivery {
  const busy = new Set<string>();
  const sending = new Set<Promise<void>>();
  /** Begins what is due in rooms where nothing is under way. */
  const begin = async (signal: AbortSignal): Promise<void> => {
    const now = parts.clock();
    for (const notice of await readNext(parts)) {
      const room = `${notice.to.platform}:${notice.to.target}`;
      if (busy.has(room) || notice.dueAt > now) continue;
      busy.add(room);
      const sent = sendOne(notice, parts, signal)
        .catch((error: unknown) => complain(parts.log, error))
        .finally(() => {
          busy.delete(room);
          sending.delete(sent);
          wakeUp.ring();
        });
      sending.add(sent);
    }
  };
  return {
    async sendDue(signal) {
      for (await begin(signal); sending.size > 0 && !signal.aborted; await begin(signal)) await Promise.race(sending);
      await Promise.all(sending);
    },
    async run(signal) {
      while (!signal.aborted) {
        await begin(signal);
        await wakeUp.wait(LOOK, signal);
      }
      await Promise.all(sending);
    },
  };
}

/** What is queued stays queued while the store cannot be read. */
const readNext = ({ outbox, log }: DeliverParts): Promise<readonly Notice[]> =>
  outbox.next().catch((error: unknown) => {
    complain(log, error);
    return [];
  });

const complain = (log: Log, error: unknown): void => log.error({ why: wordsOf(error) }, "warnings not delivered");

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : "unknown error");

async function sendOne(notice: Notice, parts: DeliverParts, signal: AbortSignal): Promise<void> {
  const { outbox, incidents } = parts;
  const platform = parts.platforms().find(({ id }) => id === notice.to.platform);
  const [incident, rooms] = [await incidents.find(notice.incident), await parts.rooms()];
  // A room that was stopped or lost meanwhile hears nothing more.
  if (!platform || !incident || !rooms.some((room) => isSameRoom(room, notice.to))) return outbox.drop(notice);
  const told = await outbox.told(notice.incident, notice.to);
  try {
    const after = await send(notice, incident, told, platform, parts, signal);
    if (after === null) return await outbox.drop(notice);
    await outbox.record(notice, after);
    const moved = after.card?.target;
    if (moved !== undefined && moved !== notice.to.target)
      await outbox.moveRoom(notice.to, { ...notice.to, target: moved }, parts.clock());
  } catch (error) {
    if (signal.aborted) return;
    return await onFailure(error, { notice, incident, told }, parts);
  }
  const newest = await incidents.find(notice.incident);
  if (newest) await parts.delivered(newest);
}

interface Errand {
  readonly notice: Notice;
  readonly incident: Incident;
  readonly told: Told;
}

async function onFailure(error: unknown, errand: Errand, parts: DeliverParts): Promise<void> {
  const { notice } = errand;
  const why = wordsOf(error);
  const kind = error instanceof PostFailed ? error.kind : "later";
  parts.log.warn({ room: `${notice.to.platform}:${notice.to.target}`, kind, why }, "warning not delivered");
  switch (kind) {
    case "later":
      return parts.outbox.postpone(notice, parts.clock() + retryAfter(notice, error));
    case "refused":
      return parts.outbox.record(notice, toRefused(errand, parts));
    case "gone":
      await parts.outbox.drop(notice);
      return parts.roomLost(notice.to, why);
  }
}

/** What was refused once is not tried again: a card not before it says something else, a reply never. */
function toRefused({ notice, incident, told }: Errand, { isFlapping, clock }: DeliverParts): Told {
  const now = clock();
  if (notice.kind === "open" || notice.kind === "update")
    return { ...told, fingerprint: fingerprintOf(incident, isFlapping(incident, now), now), editedAt: now };
  return { ...told, soundedAt: now, announced: announcedBy(notice.kind, incident) };
}

function retryAfter({ attempts }: Notice, error: unknown): number {
  const asked = error instanceof PostFailed ? (error.retryAfter ?? 0) : 0;
  return Math.max(asked, Math.min(LAST_RETRY, FIRST_RETRY * 2 ** Math.min(attempts, 10)));
}

/** Sends one message, as things stand now, and says what the room was told then; null when there is nothing to send. */
async function send(
  notice: Notice,
  incident: Incident,
  told: Told,
  platform: ChatPlatform,
  parts: DeliverParts,
  signal: AbortSignal,
): Promise<Told | null> {
  const now = parts.clock();
  const flapping = parts.isFlapping(incident, now);
  const { target } = notice.to;
  if (notice.kind === "open" || notice.kind === "update") {
    const fingerprint = fingerprintOf(incident, flapping, now);
    if (notice.kind === "update" && (told.card === null || told.fingerprint === fingerprint)) return null;
    const replacing = told.card === null ? {} : { replacing: told.card };
    const how = { key: notice.id, ...replacing };
    const card = await platform.post(target, writeIncident(incident, flapping, now), how, signal);
    return toTold(incident, told, card, fingerprint, now);
  }
  if (told.card === null || isOutdated(notice.kind, incident)) return null;
  const reply = await withPicture(writeReply(notice.kind, incident, told.announced, now), notice, incident, parts);
  await platform.post(target, reply, { key: notice.id, answering: told.card }, signal);
  return { ...told, soundedAt: now, announced: announcedBy(notice.kind, incident) };
}

/** The end of a trouble with answers is told with a picture of it; without one when it cannot be drawn. */
async function withPicture(card: Card, { kind }: Notice, incident: Incident, parts: DeliverParts): Promise<Card> {
  const { begunAt, gateway, impact } = incident;
  const counted = impact.fallbacks + impact.unauthorized + impact.exhausted > 0;
  if (kind !== "recovery" || !counted || !parts.draw) return card;
  const picture = await parts.draw(gateway, begunAt - HOUR, parts.clock()).catch(() => null);
  return picture === null ? card : { ...card, blocks: [...card.blocks, picture] };
}

/** Nobody is told of an end that was not one, nor that something lasts which is over. */
const isOutdated = (kind: NoticeKind, { phase }: Incident): boolean => (kind === "recovery") !== (phase === "over");

const announcedBy = (kind: NoticeKind, { severity }: Incident): Told["announced"] =>
  kind === "recovery" ? null : severity;

/** A card that says it is over has told the end; one that was just posted has made a sound. */
function toTold(incident: Incident, told: Told, card: PostedRef, fingerprint: string, now: Instant): Told {
  const isNew = told.card === null;
  const announced = incident.phase === "over" ? null : isNew ? incident.severity : told.announced;
  return { card, fingerprint, editedAt: now, soundedAt: isNew ? now : told.soundedAt, announced };
}
