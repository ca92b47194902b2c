import type { ChatMemories } from "./chat-memories.ts";
import type { Place } from "../place.ts";
import { readPostedRef, toPostedRef } from "./posted-ref.ts";
import type { Sent } from "./sent.ts";

/** A key as it is used in a chat; the card under it may stand elsewhere by now. */
export interface Name {
  readonly chat: Place["chat"];
  readonly key: string;
}

/** As much of the card as stands under this name; null when nothing does. */
export async function recallSent(memories: ChatMemories, { chat, key }: Name): Promise<Sent | null> {
  await memories.load(chat);
  const ref = memories.of(chat).sent.get(key);
  return ref === undefined ? null : readPostedRef({ platform: "telegram", ...ref });
}

export async function rememberSent(memories: ChatMemories, { chat, key }: Name, sent: Sent): Promise<void> {
  const { target, message } = toPostedRef(sent);
  memories.note(chat, { sent: new Map([[key, { target, message }]]) });
  await memories.save(chat);
}
