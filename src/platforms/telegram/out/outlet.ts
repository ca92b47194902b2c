import type { CallbackStore } from "../../../core/callbacks.ts";
import type { SpokenCard } from "../../../core/card.ts";
import type { Log } from "../../../core/log.ts";
import type { Clock } from "../../../core/time.ts";
import type { Lanes } from "../../../lib/lanes.ts";
import type { ChatMemories } from "./chat-memories.ts";
import { isMessageGone, isPhotoRefused, isTopicMissing, isUnchanged, type Fault } from "../wire/fault.ts";
import { toKeyboard, type Keyboard } from "./keyboard.ts";
import { toTarget, type Place } from "../place.ts";
import { mentioning, renderCard, withoutPhoto, type Part } from "./render.ts";
import { recallSent, rememberSent, type Name } from "./named.ts";
import { toPostFailed } from "./post-failed.ts";
import type { How, Sent } from "./sent.ts";
import { clearCopies, type Standing } from "./remove-copies.ts";
import type { LostCopies } from "./lost-copies.ts";
import type { Extras, Posted, Wire } from "../wire/calls.ts";

/** Cards into chats. Both reject with `PostFailed` when the card did not get through. */
export interface Outlet {
  send(place: Place, card: SpokenCard, how: How, signal: AbortSignal): Promise<Sent>;
  /** Changes the card in place; posts it anew where that is no longer possible. */
  replace(sent: Sent, card: SpokenCard, how: How, signal: AbortSignal): Promise<Sent>;
}

export interface OutletParts {
  readonly wire: Wire;
  readonly log: Log;
  readonly callbacks: CallbackStore;
  readonly clock: Clock;
  readonly published: () => ReadonlySet<string>;
  /** Whether clock times name their zone. */
  readonly namesZone: boolean;
  readonly copies: LostCopies;
  readonly memories: ChatMemories;
  /** Cards for one chat go one after the other, so that their messages do not mix. */
  readonly lanes: Lanes;
}

interface Rendered {
  readonly label: string;
  readonly parts: readonly Part[];
  readonly keyboard: Keyboard;
}

/** {@link How}, with the chat that the key belongs to. */
interface Named {
  readonly name: Name | undefined;
  readonly answering: How["answering"];
}

/** What goes with one part besides its content. */
interface Trim extends Named {
  readonly keyboard: Keyboard;
}

export function createOutlet(own: OutletParts): Outlet {
  const { wire, copies, memories, lanes } = own;

  const render = async (card: SpokenCard): Promise<Rendered> => ({
    label: card.title,
    parts: renderCard(card, { now: own.clock(), published: own.published(), namesZone: own.namesZone }),
    keyboard: await keyboardOf(card),
  });

  /** A card without its buttons is worth more than no card. */
  const keyboardOf = (card: SpokenCard): Promise<Keyboard> =>
    toKeyboard(card.actions ?? [], own.callbacks).catch((error: unknown) => {
      own.log.error({ error: String(error) }, "telegram: buttons could not be stored, the card goes without");
      return [];
    });

  /** One part, corrected as Telegram demands: without the topic, in the moved chat, without the photo. */
  async function sendPart(
    place: Place,
    part: Part,
    label: string,
    trim: Trim,
    signal: AbortSignal,
    asked = place.chat,
  ): Promise<Sent & { readonly part: Part }> {
    const { chat } = place;
    if (trim.name?.chat !== chat) await memories.loadOnce(chat);
    const inDoubt = copies.isInDoubt(chat, label);
    copies.doubt(chat, label);
    // Kept beforehand: a process that is killed meanwhile leaves the doubt to the next.
    if (trim.name !== undefined) await memories.save(chat);
    const outcome = await wire.send(place, part, extrasFor(place, trim), signal);
    if (!outcome.doubtful && !inDoubt) copies.forget(chat, label);
    if (outcome.ok) return { place, part, messages: [outcome.value] };
    const next = correct(place, part, outcome.fault, asked);
    if (next === null) throw toPostFailed(toTarget(place), outcome.fault);
    return sendPart(next.place, next.part, label, trim, signal, asked);
  }

  const clear = (
    { place, ...standing }: Omit<Standing, "label" | "isNamed" | "keyboard">,
    label: string,
    { name, keyboard }: Trim,
    signal: AbortSignal,
  ): Promise<void> => clearCopies(own, { ...standing, place, label, keyboard, isNamed: name !== undefined }, signal);

  /** The parts after those that stand already. */
  async function sendRest(start: Sent, rendered: Rendered, how: Named, signal: AbortSignal): Promise<Sent> {
    let sent = start;
    for (const [index, part] of rendered.parts.entries()) {
      if (index < start.messages.length) continue;
      const keyboard = index === rendered.parts.length - 1 ? rendered.keyboard : [];
      const trim = { keyboard, name: how.name, answering: index === 0 ? how.answering : undefined };
      const label = labelOf(rendered, how, index);
      const next = await sendPart(sent.place, part, label, trim, signal);
      sent = { place: next.place, messages: [...sent.messages, ...next.messages] };
      if (how.name !== undefined) await rememberSent(memories, how.name, sent);
      if (how.name?.chat !== sent.place.chat) await memories.save(sent.place.chat);
      for (const posted of next.messages) await clear({ ...next, posted }, label, trim, signal);
    }
    return sent;
  }

  /** Null when a message can no longer be changed. */
  async function editParts(sent: Sent, rendered: Rendered, how: Named, signal: AbortSignal): Promise<true | null> {
    for (const [index, posted] of sent.messages.entries()) {
      const part = rendered.parts[index];
      if (part === undefined) {
        await wire.remove(sent.place.chat, posted.id, signal);
        continue;
      }
      const keyboard = index === rendered.parts.length - 1 ? rendered.keyboard : [];
      const outcome = await wire.edit(sent.place.chat, posted, part, keyboard, signal);
      if (outcome.ok || isUnchanged(outcome.fault)) {
        const trim = { keyboard, ...how };
        await clear({ place: sent.place, posted, part }, labelOf(rendered, how, index), trim, signal);
        continue;
      }
      if (isMessageGone(outcome.fault)) return null;
      throw toPostFailed(toTarget(sent.place), outcome.fault);
    }
    return true;
  }

  async function replace(sent: Sent, rendered: Rendered, how: Named, signal: AbortSignal): Promise<Sent> {
    if (sameKinds(sent.messages, rendered.parts) && (await editParts(sent, rendered, how, signal))) {
      const kept = { place: sent.place, messages: sent.messages.slice(0, rendered.parts.length) };
      if (how.name !== undefined) await rememberSent(memories, how.name, kept);
      return sendRest(kept, rendered, how, signal);
    }
    for (const { id } of sent.messages) await wire.remove(sent.place.chat, id, signal);
    return sendRest({ place: sent.place, messages: [] }, rendered, how, signal);
  }

  async function put(
    place: Place,
    before: Sent | null,
    card: SpokenCard,
    { key, answering, mention }: How,
    signal: AbortSignal,
  ) {
    const name = key === undefined ? undefined : { chat: place.chat, key };
    const standing = (name && (await recallSent(memories, name))) ?? before;
    const plain = await render(card);
    const rendered =
      mention === undefined ? plain : { ...plain, parts: mentioning(plain.parts, mention, card.language) };
    const how = { name, answering };
    return standing
      ? replace(standing, rendered, how, signal)
      : sendRest({ place, messages: [] }, rendered, how, signal);
  }

  return {
    send: (place, card, how, signal) => lanes.run(`${place.chat}`, () => put(place, null, card, how, signal)),
    replace: (sent, card, how, signal) =>
      lanes.run(`${sent.place.chat}`, () => put(sent.place, sent, card, how, signal)),
  };
}

const labelOf = ({ label }: Rendered, { name }: Named, index: number): string =>
  `${name === undefined ? label : `key ${name.key}`} ${index}`;

const extrasFor = (place: Place, { keyboard, answering }: Trim): Extras =>
  answering && toTarget(answering.place) === toTarget(place) ? { keyboard, quote: answering.message } : { keyboard };

const sameKinds = (posted: readonly Posted[], parts: readonly Part[]): boolean =>
  posted.length > 0 && posted.every(({ kind }, index) => parts[index] === undefined || parts[index].kind === kind);

/** A chat that was moved to is not left again: two that name each other would never end. */
function correct(
  place: Place,
  part: Part,
  fault: Fault,
  asked: Place["chat"],
): { readonly place: Place; readonly part: Part } | null {
  if (fault.kind === "refused" && fault.movedTo !== undefined && place.chat === asked && fault.movedTo !== asked)
    return { place: { ...place, chat: fault.movedTo }, part };
  if (place.topic !== undefined && isTopicMissing(fault)) return { place: { chat: place.chat }, part };
  if (part.kind === "photo" && isPhotoRefused(fault)) return { place, part: withoutPhoto(part) };
  return null;
}
