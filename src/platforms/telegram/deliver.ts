import type { Card } from "../../core/card.ts";
import type { CommandReply } from "../../core/command.ts";
import type { Log } from "../../core/log.ts";
import { TelegramFailed } from "./failed.ts";
import { follow } from "./follow.ts";
import { toInvitation } from "./greeting.ts";
import type { Source } from "./incoming.ts";
import type { Outlet, Sent } from "./outlet.ts";
import { toTarget, type Place } from "./place.ts";
import type { Wire } from "./wire.ts";

export interface DeliverParts {
  readonly outlet: Outlet;
  readonly wire: Wire;
  readonly log: Log;
  readonly me: string;
}

/**
 * Brings a reply where it belongs: the public card under the question, private ones to the caller alone, and
 * later cards into the same message. A card that does not get through is logged; the rest goes on.
 */
export async function deliver(parts: DeliverParts, source: Source, reply: CommandReply, signal: AbortSignal) {
  const direct = reply.visibility === "private" && !source.inPrivate;
  const first = direct
    ? await sendDirect(parts, source, reply.card, signal)
    : await sendTo(parts, source.place, reply.card, source.message, signal);
  if (reply.private) await sendDirect(parts, source, reply.private, signal);
  if (reply.updates) await showUpdates(parts, direct ? source.direct : source.place, first, reply.updates, signal);
}

/** The card in the caller's own chat, or an invitation in the group when Telegram does not allow that yet. */
async function sendDirect(parts: DeliverParts, source: Source, card: Card, signal: AbortSignal): Promise<Sent | null> {
  try {
    if (source.direct)
      return await parts.outlet.send(source.inPrivate ? source.place : source.direct, card, null, signal);
  } catch (error) {
    if (!(error instanceof TelegramFailed)) throw error;
    note(parts.log, source.direct ?? source.place, error);
    if (error.reason !== "closed") return null;
  }
  await invite(parts, source, signal);
  return null;
}

async function invite({ wire, me }: DeliverParts, { place, message }: Source, signal: AbortSignal): Promise<void> {
  const quote = message === null ? {} : { quote: message };
  await wire.send(place, { kind: "text", html: toInvitation(me) }, { keyboard: [], ...quote }, signal);
}

async function sendTo(parts: DeliverParts, place: Place, card: Card, quote: number | null, signal: AbortSignal) {
  try {
    return await parts.outlet.send(place, card, quote, signal);
  } catch (error) {
    if (!(error instanceof TelegramFailed)) throw error;
    note(parts.log, place, error);
    return null;
  }
}

/** Goes on although a card was lost: the next one is then posted instead of replaced. */
async function showUpdates(
  parts: DeliverParts,
  place: Place | null,
  first: Sent | null,
  updates: AsyncIterable<Card>,
  signal: AbortSignal,
): Promise<void> {
  let sent = first;
  const show = async (card: Card): Promise<void> => {
    if (sent === null && place !== null) sent = await sendTo(parts, place, card, null, signal);
    else if (sent !== null) sent = await replaceIn(parts, sent, card, signal);
  };
  await follow(updates, show, signal);
}

async function replaceIn({ outlet, log }: DeliverParts, sent: Sent, card: Card, signal: AbortSignal): Promise<Sent> {
  try {
    return await outlet.replace(sent, card, signal);
  } catch (error) {
    if (!(error instanceof TelegramFailed)) throw error;
    note(log, sent.place, error);
    return sent;
  }
}

const note = (log: Log, place: Place, { message: why, hint }: TelegramFailed): void =>
  log.warn({ target: toTarget(place), why, hint }, "telegram: a card was not delivered");
