import type { Card } from "../../core/card.ts";
import type { CommandReply } from "../../core/command.ts";
import type { Log } from "../../core/log.ts";
import { PostFailed } from "../../core/platform.ts";
import { createBackoff, sleep } from "../../lib/backoff.ts";
import { follow } from "./follow.ts";
import { toInvitation } from "./greeting.ts";
import type { Source } from "./incoming.ts";
import type { Outlet, Sent } from "./outlet.ts";
import { toTarget, type Place } from "./place.ts";
import { toPostedRef } from "./posted-ref.ts";
import type { Shown } from "./shown.ts";
import type { Wire } from "./wire.ts";

export interface DeliverParts {
  readonly outlet: Outlet;
  readonly wire: Wire;
  readonly log: Log;
  readonly random: () => number;
  readonly shown: Shown;
  readonly me: string;
}

/** What became of one card. */
type Delivery =
  | { readonly kind: "stands"; readonly sent: Sent }
  | { readonly kind: "failed"; readonly reason: PostFailed["kind"] };

/** How often, and how long apart at most, the last card of a long answer is tried when Telegram is away. */
const LAST_CARD = { tries: 6, first: 5_000, most: 60_000 } as const;

/**
 * Brings a reply where it belongs: the public card under the question, private ones to the caller alone, and
 * later cards into the same message. A card that does not get through is logged; the rest goes on.
 */
export async function deliver(parts: DeliverParts, source: Source, reply: CommandReply, signal: AbortSignal) {
  const direct = reply.visibility === "private" && !source.inPrivate;
  const first = direct
    ? await sendDirect(parts, source, reply.card, signal)
    : await sendHere(parts, source, reply.card, signal);
  if (first) await reply.trail?.stands(toPostedRef(first));
  if (reply.private) await sendDirect(parts, source, reply.private, signal);
  if (!reply.updates) return;
  const isShown = await showUpdates(parts, direct ? source.direct : source.place, first, reply.updates, signal);
  if (isShown && !signal.aborted) await reply.trail?.ended();
}

function sendHere(parts: DeliverParts, { place, message }: Source, card: Card, signal: AbortSignal) {
  const before = parts.shown.find(place, message);
  return before ? replaceIn(parts, before, card, signal) : sendTo(parts, place, card, message, signal);
}

/** The card in the caller's own chat, or an invitation in the group when Telegram does not allow that yet. */
async function sendDirect(parts: DeliverParts, source: Source, card: Card, signal: AbortSignal): Promise<Sent | null> {
  const direct = source.inPrivate ? source.place : source.direct;
  const delivery = direct ? await tryTo(parts, direct, () => parts.outlet.send(direct, card, {}, signal)) : CLOSED;
  if (delivery.kind === "stands") return delivery.sent;
  if (delivery.reason === "gone" && !source.inPrivate) await invite(parts, source, signal);
  return null;
}

const CLOSED: Delivery = { kind: "failed", reason: "gone" };

async function invite({ wire, me }: DeliverParts, { place, message }: Source, signal: AbortSignal): Promise<void> {
  const quote = message === null ? {} : { quote: message };
  await wire.send(place, { kind: "text", html: toInvitation(me) }, { keyboard: [], ...quote }, signal);
}

async function sendTo(parts: DeliverParts, place: Place, card: Card, quote: number | null, signal: AbortSignal) {
  const how = quote === null ? {} : { answering: { place, message: quote } };
  const delivery = await tryTo(parts, place, () => parts.outlet.send(place, card, how, signal));
  return delivery.kind === "stands" ? delivery.sent : null;
}

async function replaceIn(parts: DeliverParts, sent: Sent, card: Card, signal: AbortSignal): Promise<Sent> {
  const delivery = await tryTo(parts, sent.place, () => parts.outlet.replace(sent, card, {}, signal));
  return delivery.kind === "stands" ? delivery.sent : sent;
}

/** Goes on although a card was lost: the next one is then posted instead of replaced. Resolves to whether the last one stands. */
async function showUpdates(
  parts: DeliverParts,
  place: Place | null,
  first: Sent | null,
  updates: AsyncIterable<Card>,
  signal: AbortSignal,
): Promise<boolean> {
  if (place === null) {
    await drain(updates);
    return false;
  }
  let sent = first;
  let missed: Card | null = null;
  let isShown = false;
  const show = async (card: Card): Promise<void> => {
    const before = sent;
    const delivery = await tryTo(parts, place, () =>
      before ? parts.outlet.replace(before, card, {}, signal) : parts.outlet.send(place, card, {}, signal),
    );
    if (delivery.kind === "stands") sent = delivery.sent;
    isShown = delivery.kind === "stands";
    missed = delivery.kind === "failed" && delivery.reason === "later" ? card : null;
  };
  await follow(updates, show, signal);
  // The last card tells how it ended; an outage meanwhile must not swallow it.
  const backoff = createBackoff({ ...LAST_CARD, random: parts.random });
  for (let tries = LAST_CARD.tries; tries > 0; tries -= 1) {
    if (missed === null || signal.aborted) break;
    await sleep(backoff.next(), signal);
    await show(missed);
  }
  return isShown;
}

/** Nobody can be shown the cards, but reading them may be what drives the work. */
async function drain(updates: AsyncIterable<Card>): Promise<void> {
  for await (const _ of updates);
}

async function tryTo({ log, shown }: DeliverParts, place: Place, put: () => Promise<Sent>): Promise<Delivery> {
  try {
    const sent = await put();
    shown.keep(sent);
    return { kind: "stands", sent };
  } catch (error) {
    if (!(error instanceof PostFailed)) throw error;
    log.warn({ target: toTarget(place), why: error.message }, "telegram: a card was not delivered");
    return { kind: "failed", reason: error.kind };
  }
}
