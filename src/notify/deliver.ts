import type { Card } from "../core/card.ts";
import type { DrawHistory } from "../core/history.ts";
import type { Heard, Incident, IncidentStore, Notice, NoticeKind, Outbox, Target } from "../core/incident.ts";
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
  readonly platforms: readonly ChatPlatform[];
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
    await wakeUp.wait(LOOK, signal);
  }
  await Promise.allSettled(sending);
}

/** What is owed stays owed while the store cannot be read. */
const readNext = ({ outbox, log }: DeliverParts): Promise<readonly Notice[]> =>
  outbox.next().catch((error: unknown) => {
    complain(log, error);
    return [];
  });

const complain = (log: Log, error: unknown): void => log.error({ why: wordsOf(error) }, "warnings not delivered");

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : "unknown error");

async function sendOne(notice: Notice, parts: DeliverParts, signal: AbortSignal): Promise<void> {
  const { outbox, incidents, platforms } = parts;
  const platform = platforms.find(({ id }) => id === notice.to.platform);
  const [incident, rooms] = [await incidents.find(notice.incident), await parts.rooms()];
  // A room that was stopped or lost meanwhile hears nothing more.
  if (!platform || !incident || !rooms.some((room) => isSameRoom(room, notice.to))) return outbox.drop(notice);
  const heard = await outbox.heard(notice.incident, notice.to);
  try {
    const after = await send(notice, incident, heard, platform, parts, signal);
    if (after === null) return await outbox.drop(notice);
    await outbox.settle(notice, after);
    const moved = after.card?.target;
    if (moved !== undefined && moved !== notice.to.target)
      await outbox.moveRoom(notice.to, { ...notice.to, target: moved }, parts.clock());
  } catch (error) {
    if (signal.aborted) return;
    return await onFailure(error, { notice, incident, heard }, parts);
  }
  const newest = await incidents.find(notice.incident);
  if (newest) await parts.delivered(newest);
}

interface Errand {
  readonly notice: Notice;
  readonly incident: Incident;
  readonly heard: Heard;
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
      return parts.outbox.settle(notice, toUnheard(errand, parts));
    case "gone":
      await parts.outbox.drop(notice);
      return parts.roomLost(notice.to, why);
  }
}

/** What was refused once is not tried again: a card not before it says something else, a reply never. */
function toUnheard({ notice, incident, heard }: Errand, { isFlapping, clock }: DeliverParts): Heard {
  const now = clock();
  if (notice.kind === "open" || notice.kind === "update")
    return { ...heard, fingerprint: fingerprintOf(incident, isFlapping(incident, now), now), editedAt: now };
  return { ...heard, soundedAt: now, announced: announcedBy(notice.kind, incident) };
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
    const fingerprint = fingerprintOf(incident, flapping, now);
    if (notice.kind === "update" && (heard.card === null || heard.fingerprint === fingerprint)) return null;
    const replacing = heard.card === null ? {} : { replacing: heard.card };
    const how = { key: notice.id, ...replacing };
    const card = await platform.post(target, writeIncident(incident, flapping, now), how, signal);
    return toHeard(incident, heard, card, fingerprint, now);
  }
  if (heard.card === null || isOutdated(notice.kind, incident)) return null;
  const reply = await withPicture(writeReply(notice.kind, incident, heard.announced, now), notice, incident, parts);
  await platform.post(target, reply, { key: notice.id, answering: heard.card }, signal);
  return { ...heard, soundedAt: now, announced: announcedBy(notice.kind, incident) };
}

/** The end of a trouble with answers is told with a picture of it; without one when it cannot be drawn. */
async function withPicture(card: Card, { kind }: Notice, incident: Incident, parts: DeliverParts): Promise<Card> {
  const { begunAt, gateway, toll } = incident;
  const counted = toll.fallbacks + toll.unauthorized + toll.exhausted > 0;
  if (kind !== "recovery" || !counted || !parts.draw) return card;
  const picture = await parts.draw(gateway, begunAt - HOUR, parts.clock()).catch(() => null);
  return picture === null ? card : { ...card, blocks: [...card.blocks, picture] };
}

/** Nobody is told of an end that was not one, nor that something lasts which is over. */
const isOutdated = (kind: NoticeKind, { phase }: Incident): boolean => (kind === "recovery") !== (phase === "over");

const announcedBy = (kind: NoticeKind, { severity }: Incident): Heard["announced"] =>
  kind === "recovery" ? null : severity;

/** A card that says it is over has told the end; one that was just posted has made a sound. */
function toHeard(incident: Incident, heard: Heard, card: PostedRef, fingerprint: string, now: Instant): Heard {
  const isNew = heard.card === null;
  const announced = incident.phase === "over" ? null : isNew ? incident.severity : heard.announced;
  return { card, fingerprint, editedAt: now, soundedAt: isNew ? now : heard.soundedAt, announced };
}
