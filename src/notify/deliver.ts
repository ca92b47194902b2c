import type { Told, Notice, Outbox } from "../core/incident.ts";
import type { Log } from "../core/log.ts";
import { PostFailed, type ChatPlatform } from "../core/platform.ts";
import type { PostedRef } from "../core/posted.ts";
import { SECOND, type Instant } from "../core/time.ts";
import type { WakeUp } from "../lib/wake-up.ts";
import { isHeldBack, pauseAfter } from "./rooms/fault.ts";
import { nameOf } from "./rooms/list.ts";
import type { Rooms } from "./rooms/rooms.ts";
import { send, type SendParts } from "./send.ts";
import type { FindTopic } from "./topic.ts";
import { messageOf } from "../lib/message-of.ts";
import { isSameRoom, type Target } from "../core/rooms.ts";

export interface DeliverParts extends SendParts {
  readonly outbox: Outbox;
  readonly find: FindTopic;
  /** Rooms of others are no concern of this delivery. */
  readonly platform: ChatPlatform;
  readonly rooms: Pick<Rooms, "audience" | "arrived" | "failed">;
  /** Told after each message, because the incident may have gone on meanwhile. */
  readonly delivered: (id: string) => Promise<void>;
  readonly log: Log;
}

/** How often what is due later is looked for. */
const LOOK = SECOND;

/** Sends what is queued for the rooms of a platform. */
export interface Delivery {
  /** A room has another id from now on: all that is queued and told there moves along, once nothing is under way. */
  move(from: Target, to: Target): Promise<void>;
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
  const { platform } = parts;
  const busy = new Set<string>();
  const sending = new Set<Promise<void>>();
  const moves = new Map<Target, () => Promise<void>>();
  const start = (to: Target, send: () => Promise<void>): void => {
    const room = nameOf(to);
    busy.add(room);
    const sent = send()
      .catch((error: unknown) => complain(parts.log, error))
      .finally(() => {
        busy.delete(room);
        sending.delete(sent);
        wakeUp.ring();
      });
    sending.add(sent);
  };
  /**
   * Begins what is due in rooms where nothing is under way. What was read of the others may be sent, or have failed, by
   * now; resolves to whether there were any.
   */
  const begin = async (signal: AbortSignal): Promise<boolean> => {
    const now = parts.clock();
    const unsure = new Set([...busy, ...[...moves.keys()].map(nameOf)]);
    for (const [from, move] of moves) if (!busy.has(nameOf(from)) && moves.delete(from)) start(from, move);
    const { notices, faults } = await readNext(parts, now);
    const isOwn = (to: Target): boolean => to.platform === platform.id;
    const due = notices.filter(({ to }) => {
      const fault = faults.find((one) => isSameRoom(one.to, to));
      return isOwn(to) && !isHeldBack(fault, now) && !unsure.has(nameOf(to));
    });
    // What cannot be noted is not sent: a process that is killed then would send it once more. It stays queued.
    if (due.length > 0 && !(await canNote(parts))) return false;
    for (const notice of due) start(notice.to, () => sendOne(notice, platform, parts, signal));
    const { probe } = platform;
    for (const fault of faults) {
      if (!probe || !isOwn(fault.to) || fault.kind === "detour") continue;
      if (isHeldBack(fault, now) || unsure.has(nameOf(fault.to))) continue;
      if (!notices.some(({ to }) => isSameRoom(to, fault.to)))
        start(fault.to, () => tryRoom(fault.to, probe, parts, signal));
    }
    return unsure.size > 0;
  };
  return {
    move(from, to) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      moves.set(from, () => parts.outbox.moveRoom(from, to, parts.clock()).then(resolve, reject));
      wakeUp.ring();
      return promise;
    },
    async sendDue(signal) {
      while (((await begin(signal)) || sending.size > 0) && !signal.aborted)
        if (sending.size > 0) await Promise.race(sending);
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

/** What is queued stays so while the store cannot be read. */
async function readNext({ outbox, log }: DeliverParts, now: Instant) {
  try {
    const [notices, faults] = await Promise.all([outbox.next(now), outbox.faults()]);
    return { notices, faults };
  } catch (error) {
    complain(log, error);
    return { notices: [], faults: [] };
  }
}

async function canNote({ outbox, log }: DeliverParts): Promise<boolean> {
  try {
    await outbox.tryWrite();
    return true;
  } catch (error) {
    complain(log, error);
    return false;
  }
}

/** With nothing to say, a room that took nothing is tried without a message. */
async function tryRoom(
  to: Target,
  probe: NonNullable<ChatPlatform["probe"]>,
  { rooms }: DeliverParts,
  signal: AbortSignal,
): Promise<void> {
  try {
    await probe(to.target, signal);
  } catch (error) {
    return signal.aborted ? undefined : rooms.failed(to, error);
  }
  await rooms.arrived(to, null);
}

const complain = (log: Log, error: unknown): void => log.error({ why: messageOf(error) }, "warnings not delivered");

async function sendOne(
  notice: Notice,
  platform: ChatPlatform,
  parts: DeliverParts,
  signal: AbortSignal,
): Promise<void> {
  const { outbox, find, rooms } = parts;
  const [incident, audience] = [await find(notice.incident), await rooms.audience()];
  // A room that was stopped meanwhile hears nothing more.
  if (!incident || !audience.some(({ to }) => isSameRoom(to, notice.to))) return outbox.drop(notice);
  const told = await outbox.told(notice.incident, notice.to);
  try {
    const sent = await send(notice, incident, told, platform, parts, signal);
    if (sent === null) return await outbox.drop(notice);
    await outbox.record(notice, sent.told);
    await rooms.arrived(notice.to, sent.ref);
    if (isMove(sent.ref, notice, told))
      await outbox.moveRoom(notice.to, { ...notice.to, target: sent.ref.target }, parts.clock());
  } catch (error) {
    if (signal.aborted) return;
    return await onFailure(error, notice, parts);
  }
  await parts.delivered(notice.incident);
}

/** Whether the chat has another id from now on: a card that stays where it stood before, or a detour, does not say so. */
const isMove = ({ target, detour }: PostedRef, { to }: Notice, { card }: Told): boolean =>
  target !== to.target && detour === undefined && target !== card?.target;

/** A card that is not accepted leaves the room to the other messages, and is tried again later. */
async function onFailure(error: unknown, notice: Notice, { outbox, rooms, clock, log }: DeliverParts): Promise<void> {
  if (!(error instanceof PostFailed) || error.kind !== "refused") return rooms.failed(notice.to, error);
  const { why, fix = null } = error;
  log.warn({ room: nameOf(notice.to), kind: "refused", why: error.message }, "warning not delivered");
  await outbox.postpone(notice, clock() + pauseAfter("refused", notice.attempts), { why, fix });
}
