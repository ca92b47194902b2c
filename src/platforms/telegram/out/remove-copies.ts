import type { ChatMemories } from "./chat-memories.ts";
import type { LostCopies } from "./lost-copies.ts";
import { toPostFailed } from "./post-failed.ts";
import { isUnchanged, type Fault } from "../wire/fault.ts";
import { toTarget, type Place } from "../place.ts";
import type { Part } from "./render.ts";
import type { Extras, Posted, Wire } from "../wire/calls.ts";

/** A message that stands, and of which there may be copies. */
export interface Standing extends Pick<Extras, "keyboard"> {
  readonly place: Place;
  readonly posted: Posted;
  readonly part: Part;
  /** What the doubt is called. */
  readonly label: string;
  /** It was posted under a key. */
  readonly isNamed: boolean;
}

interface Parts {
  readonly wire: Wire;
  readonly copies: LostCopies;
  readonly memories: ChatMemories;
}

/**
 * Takes away the copies of a message that arrived although we heard nothing. Under a key it rejects while one may be left:
 * the next post under that key looks again.
 */
export async function clearCopies(parts: Parts, standing: Standing, signal: AbortSignal): Promise<void> {
  const { wire, copies, memories } = parts;
  const { place, posted, label, isNamed } = standing;
  const { chat } = place;
  if (!copies.isInDoubt(chat, label)) return;
  // Another process may have posted meanwhile: what that one knows of is no copy.
  const isKnown = await memories.load(chat);
  const suspects = isKnown ? copies.suspects(chat, label, posted.id) : [];
  const fault = await removeCopies(wire, suspects, { ...standing, chat }, signal);
  if (isNamed && fault !== null) throw toPostFailed(toTarget(place), fault);
  copies.forget(chat, label);
  await memories.save(chat);
}

/**
 * Only our own messages can be edited, so an edit to the same content tells whose a message is: others' are left alone
 * even in groups where the bot may delete them. Resolves to why they could not all be looked at; null when they were.
 */
export async function removeCopies(
  wire: Wire,
  suspects: readonly number[],
  { chat, part, keyboard }: Pick<Place, "chat"> & Pick<Standing, "part" | "keyboard">,
  signal: AbortSignal,
): Promise<Fault | null> {
  for (const id of suspects) {
    const probe = await wire.edit(chat, { id, kind: part.kind }, part, keyboard, signal);
    if (probe.ok || isUnchanged(probe.fault)) await wire.remove(chat, id, signal);
    else if (probe.fault.kind === "unreachable") return probe.fault;
  }
  return null;
}
