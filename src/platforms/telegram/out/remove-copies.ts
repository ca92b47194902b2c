import { isUnchanged } from "../wire/fault.ts";
import type { Place } from "../place.ts";
import type { Part } from "./render.ts";
import type { Extras, Wire } from "../wire/calls.ts";

/**
 * Takes away the copies of a message that arrived although we heard nothing. Only our own messages can be
 * edited, so an edit to the same content tells whose a message is: others' are left alone even in groups
 * where the bot may delete them. What cannot be found out stays; a copy too many does no harm.
 */
export async function removeCopies(
  wire: Wire,
  suspects: readonly number[],
  original: { readonly chat: Place["chat"]; readonly part: Part } & Pick<Extras, "keyboard">,
  signal: AbortSignal,
): Promise<void> {
  const { chat, part, keyboard } = original;
  for (const id of suspects) {
    const probe = await wire.edit(chat, { id, kind: part.kind }, part, keyboard, signal);
    if (probe.ok || isUnchanged(probe.fault)) await wire.remove(chat, id, signal);
    else if (probe.fault.kind === "unreachable") return;
  }
}
