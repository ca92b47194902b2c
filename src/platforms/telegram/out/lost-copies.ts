import { MOST_KNOWN, type ChatMemories } from "./chat-memories.ts";
import type { Wire } from "../wire/calls.ts";

/**
 * Telegram has no idempotency key: when the answer to a send is lost, the message may stand in the chat or
 * not. It is sent again, and then the ids between the last one known before and the new one are looked at:
 * what is ours among them and unknown is the lost copy.
 */
export interface LostCopies {
  /** A message with this id is known to be in the chat, whoever wrote it. */
  seen(chat: number | string, message: number): void;
  isInDoubt(chat: number | string, label: string): boolean;
  /**
   * `label` is about to be sent, or may have arrived; an earlier doubt stays. Without any id known in the chat
   * nothing can be told later, unless it is known that the bot never wrote there.
   */
  doubt(chat: number | string, label: string): void;
  /** Whatever became of `label`, it did not arrive unseen. */
  forget(chat: number | string, label: string): void;
  /** `label` arrived as `message`: ids that may be earlier copies. The doubt stays until it is forgotten. */
  suspects(chat: number | string, label: string, message: number): readonly number[];
}

/** A copy stands either soon after what was known before, or soon before what came after. */
const NEAR = 5;
/** Where nothing was known before, only the tries in a row are looked for. */
const ADJACENT = 3;

export function createLostCopies(memories: ChatMemories): LostCopies {
  const forget = (chat: number | string, label: string): void => {
    if (memories.of(chat).doubts.has(label)) memories.note(chat, { doubts: new Map([[label, null]]) });
  };
  return {
    forget,
    isInDoubt: (chat, label) => memories.of(chat).doubts.has(label),
    seen: (chat, message) => memories.note(chat, { newest: message, known: [message] }),
    doubt(chat, label) {
      const { newest, doubts, whole } = memories.of(chat);
      if (doubts.has(label) || (newest === 0 && !whole)) return;
      memories.note(chat, { doubts: new Map([[label, newest]]) });
    },
    suspects(chat, label, message) {
      const { known, doubts } = memories.of(chat);
      const floor = doubts.get(label);
      if (floor === undefined) return [];
      // Below the earliest id that is still known, our own messages cannot be told from a copy.
      const forgotten = known.length < MOST_KNOWN ? 0 : Math.min(...known);
      return between(Math.max(floor, forgotten), message, floor === 0).filter((id) => !known.includes(id));
    },
  };
}

/** Newest first. */
function between(floor: number, top: number, guessing: boolean): readonly number[] {
  const lowest = guessing ? Math.max(floor, top - 1 - ADJACENT) : floor;
  const count = Math.max(0, top - lowest - 1);
  const all = Array.from({ length: Math.min(count, 2 * NEAR) }, (_, index) => index);
  return all.map((index) => (index < NEAR || count <= 2 * NEAR ? top - 1 - index : lowest + 2 * NEAR - index));
}

/** Whatever the bot sends is known from then on. */
export const noticing = (wire: Wire, copies: LostCopies): Wire => ({
  ...wire,
  async send(place, part, extras, signal) {
    const outcome = await wire.send(place, part, extras, signal);
    if (outcome.ok) copies.seen(place.chat, outcome.value.id);
    return outcome;
  },
});
