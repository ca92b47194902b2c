import type { Api } from "grammy";
import { readPlace } from "../place.ts";
import type { Wire } from "../wire/calls.ts";
import { forLibrary } from "../wire/client.ts";
import { isChatClosed } from "../wire/fault.ts";
import { notAPlace, toPostFailed } from "./post-failed.ts";

/** Whether the chat takes messages, asked without one. Rejects with `PostFailed`. */
export async function probeChat(wire: Wire, target: string, signal: AbortSignal): Promise<readonly string[]> {
  const place = readPlace(target);
  if (place === null) throw notAPlace(target);
  const known = await wire.chat(place.chat, signal);
  if (!known.ok) throw toPostFailed(target, known.fault);
  // A sign of typing needs the rights that a message needs, and nobody is left with one.
  const outcome = await wire.typing(place, signal);
  if (!outcome.ok) throw toPostFailed(target, outcome.fault);
  return [];
}

/** People can be written to once they have opened the bot; those who have not are left out. */
export async function openAdminRooms(
  api: Api,
  admins: readonly string[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  const opened = admins.map((admin) =>
    api.getChat(Number(admin), forLibrary(signal)).then(
      () => [admin],
      () => [],
    ),
  );
  return (await Promise.all(opened)).flat();
}

const BELONGS: ReadonlySet<string> = new Set(["creator", "administrator", "member"]);

/** Whether somebody belongs to a chat now. Rejects when that cannot be told. */
export async function isMember(api: Api, chat: string, person: string, signal: AbortSignal): Promise<boolean> {
  const member = await api.getChatMember(Number(chat), Number(person), forLibrary(signal));
  return member.status === "restricted" ? member.is_member : BELONGS.has(member.status);
}

/** A chat of several people; that with one person cannot be left. */
const GROUP = /^-\d{1,16}$/;

/** False when the bot is in no such chat. */
export async function leaveChat(wire: Wire, chat: string, signal: AbortSignal): Promise<boolean> {
  if (!GROUP.test(chat)) return false;
  const outcome = await wire.leave(Number(chat), signal);
  if (outcome.ok) return true;
  if (isChatClosed(outcome.fault)) return false;
  throw toPostFailed(chat, outcome.fault, "telegram: cannot leave");
}
