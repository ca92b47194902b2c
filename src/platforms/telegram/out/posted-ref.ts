import type { PostedRef } from "../../../core/posted.ts";
import { say } from "../../../words/say.ts";
import { readPlace, toTarget, type Place } from "../place.ts";
import type { How, Sent } from "./sent.ts";

/** `12,p13`: the messages of one card in order; `p` marks a photo. */
export const toPostedRef = ({ place, messages }: Sent): PostedRef => ({
  platform: "telegram",
  target: toTarget(place),
  message: messages.map(({ id, kind }) => (kind === "photo" ? `p${id}` : `${id}`)).join(","),
});

/** Null for a reference that this platform did not give out. */
export function readPostedRef(ref: PostedRef): Sent | null {
  const place = readPlace(ref.target);
  if (ref.platform !== "telegram" || place === null || !/^p?\d+(,p?\d+)*$/.test(ref.message)) return null;
  const messages = ref.message.split(",").map((message) => ({
    id: Number(message.replace("p", "")),
    kind: message.startsWith("p") ? ("photo" as const) : ("text" as const),
  }));
  return { place, messages };
}

/** A closed topic is tried again with the next message; this one stands outside of it. */
export function withDetour(wanted: Place, sent: Sent): PostedRef {
  const isElsewhere = wanted.topic !== undefined && sent.place.topic === undefined;
  return { ...toPostedRef(sent), ...(isElsewhere && { detour: say("rooms.topic-closed") }) };
}

/** A long card takes several messages; the first carries its title. */
export function toAnswering(ref: PostedRef | undefined): Pick<How, "answering"> {
  const sent = ref === undefined ? null : readPostedRef(ref);
  const first = sent?.messages[0];
  return sent && first ? { answering: { place: sent.place, message: first.id } } : {};
}
