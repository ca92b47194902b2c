import type { CallbackStore } from "../../core/callbacks.ts";
import type { Card } from "../../core/card.ts";
import type { Log } from "../../core/log.ts";
import type { Clock } from "../../core/time.ts";
import { toFailed } from "./failed.ts";
import { isMessageGone, isPhotoRefused, isTopicMissing, isUnchanged, type Fault } from "./fault.ts";
import { toKeyboard, type Keyboard } from "./keyboard.ts";
import type { Lanes } from "./lanes.ts";
import { toTarget, type Place } from "./place.ts";
import { renderCard, withoutPhoto, type Part } from "./render.ts";
import { removeTwins } from "./remove-twins.ts";
import type { Twins } from "./twins.ts";
import type { Extras, Posted, Wire } from "./wire.ts";

/** A card as it stands in a chat; a long card takes several messages. */
export interface Sent {
  readonly place: Place;
  readonly messages: readonly Posted[];
}

/** Cards into chats. Both reject with {@link TelegramFailed} when the card did not get through. */
export interface Outlet {
  send(place: Place, card: Card, quote: number | null, signal: AbortSignal): Promise<Sent>;
  /** Changes the card in place; posts it anew where that is no longer possible. */
  replace(sent: Sent, card: Card, signal: AbortSignal): Promise<Sent>;
}

export interface OutletParts {
  readonly wire: Wire;
  readonly log: Log;
  readonly callbacks: CallbackStore;
  readonly clock: Clock;
  readonly published: () => ReadonlySet<string>;
  readonly twins: Twins;
  /** Cards for one chat go one after the other, so that their messages do not mix. */
  readonly lanes: Lanes;
}

interface Rendered {
  readonly label: string;
  readonly parts: readonly Part[];
  readonly keyboard: Keyboard;
}

export function createOutlet(own: OutletParts): Outlet {
  const { wire, twins, lanes } = own;

  const render = async (card: Card): Promise<Rendered> => ({
    label: card.title,
    parts: renderCard(card, { now: own.clock(), published: own.published() }),
    keyboard: await keyboardOf(card),
  });

  /** A card without its buttons is worth more than no card. */
  const keyboardOf = (card: Card): Promise<Keyboard> =>
    toKeyboard(card.actions ?? [], own.callbacks).catch((error: unknown) => {
      own.log.error({ error: String(error) }, "telegram: buttons could not be stored, the card goes without");
      return [];
    });

  /** One part, corrected as Telegram demands: without the topic, in the moved chat, without the photo. */
  async function sendPart(place: Place, part: Part, label: string, extras: Extras, signal: AbortSignal): Promise<Sent> {
    const outcome = await wire.send(place, part, extras, signal);
    if (outcome.doubtful) twins.doubt(place.chat, label);
    if (outcome.ok) {
      const { chat } = place;
      await removeTwins(wire, twins.suspects(chat, label, outcome.value.id), { chat, part, ...extras }, signal);
      twins.seen(chat, outcome.value.id);
      return { place, messages: [outcome.value] };
    }
    const next = correct(place, part, outcome.fault);
    if (next === null) throw toFailed(toTarget(place), outcome.fault);
    return sendPart(next.place, next.part, label, extras, signal);
  }

  async function sendParts(place: Place, rendered: Rendered, from: number, quote: number | null, signal: AbortSignal) {
    let sent: Sent = { place, messages: [] };
    for (const [index, part] of rendered.parts.entries()) {
      if (index < from) continue;
      const keyboard = index === rendered.parts.length - 1 ? rendered.keyboard : [];
      const extras = index === 0 && quote !== null ? { keyboard, quote } : { keyboard };
      const next = await sendPart(sent.place, part, `${rendered.label} ${index}`, extras, signal);
      sent = { place: next.place, messages: [...sent.messages, ...next.messages] };
    }
    return sent;
  }

  /** Null when a message can no longer be changed. */
  async function editParts(sent: Sent, rendered: Rendered, signal: AbortSignal): Promise<true | null> {
    for (const [index, posted] of sent.messages.entries()) {
      const part = rendered.parts[index];
      if (part === undefined) {
        await wire.remove(sent.place.chat, posted.id, signal);
        continue;
      }
      const keyboard = index === rendered.parts.length - 1 ? rendered.keyboard : [];
      const outcome = await wire.edit(sent.place.chat, posted, part, keyboard, signal);
      if (outcome.ok || isUnchanged(outcome.fault)) continue;
      if (isMessageGone(outcome.fault)) return null;
      throw toFailed(toTarget(sent.place), outcome.fault);
    }
    return true;
  }

  async function replace(sent: Sent, card: Card, signal: AbortSignal): Promise<Sent> {
    const rendered = await render(card);
    if (sameKinds(sent.messages, rendered.parts) && (await editParts(sent, rendered, signal))) {
      const kept = sent.messages.slice(0, rendered.parts.length);
      const added = await sendParts(sent.place, rendered, kept.length, null, signal);
      return { place: added.place, messages: [...kept, ...added.messages] };
    }
    for (const { id } of sent.messages) await wire.remove(sent.place.chat, id, signal);
    return sendParts(sent.place, rendered, 0, null, signal);
  }

  return {
    send: (place, card, quote, signal) =>
      lanes.run(`${place.chat}`, async () => sendParts(place, await render(card), 0, quote, signal)),
    replace: (sent, card, signal) => lanes.run(`${sent.place.chat}`, () => replace(sent, card, signal)),
  };
}

const sameKinds = (posted: readonly Posted[], parts: readonly Part[]): boolean =>
  posted.length > 0 && posted.every(({ kind }, index) => parts[index] === undefined || parts[index].kind === kind);

function correct(place: Place, part: Part, fault: Fault): { readonly place: Place; readonly part: Part } | null {
  if (fault.kind === "refused" && fault.movedTo !== undefined && fault.movedTo !== place.chat)
    return { place: { ...place, chat: fault.movedTo }, part };
  if (place.topic !== undefined && isTopicMissing(fault)) return { place: { chat: place.chat }, part };
  if (part.kind === "photo" && isPhotoRefused(fault)) return { place, part: withoutPhoto(part) };
  return null;
}
