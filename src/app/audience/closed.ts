import type { Config } from "../../config.ts";
import type { Room } from "../../core/rooms.ts";
import { listRooms } from "../../notify/rooms/list.ts";

/** A chat in which nobody was let in by name, in words for the operator, without full stops. */
export interface ClosedChat {
  readonly id: string;
  readonly label: string;
  readonly text: string;
  /** What lets people in. */
  readonly hint: string;
}

/** Where neither the settings nor a room of warnings say who is answered: a newcomer is met by a hint, not by silence. */
export function closedChats(
  { platforms, audience }: Pick<Config, "platforms" | "audience">,
  rooms: readonly Room[],
): readonly ClosedChat[] {
  return platforms.flatMap(({ id, label, rooms: configured, admins, community }) => {
    const own = rooms.filter(({ to }) => to.platform === id);
    const targets = listRooms(
      own,
      configured.map((target) => ({ platform: id, target })),
    );
    const isNamed = audience.some((one) => one === "everyone" || one.startsWith(`${id}:`));
    // Where there are no admins at all, nobody can ask.
    if (admins === undefined || community !== undefined || targets.length > 0 || isNamed) return [];
    const [text, place] = WORDS[id] ?? ["no chat is set up here, so only admins are answered", "CHAT"];
    const hint = `openclaw-companion setup lets in an admin or a room by a code; COMPANION_AUDIENCE=${id}:${place} opens one by name`;
    return [{ id, label, text, hint }];
  });
}

/** A bot of Discord in one server alone counts that one as set up. */
const WORDS: Readonly<Record<string, readonly [text: string, place: string]>> = {
  discord: [
    "no server is set up, so only admins are answered, and members while the bot is in exactly one server",
    "SERVER",
  ],
};
