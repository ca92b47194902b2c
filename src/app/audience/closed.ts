import type { Config } from "../../config.ts";
import type { Text } from "../../core/card.ts";
import type { Room } from "../../core/rooms.ts";
import { listRooms } from "../../notify/rooms/list.ts";
import { say } from "../../words/say.ts";

/** A chat in which nobody was let in by name, in words for the operator, without full stops. */
export interface ClosedChat {
  readonly id: string;
  readonly label: string;
  readonly text: Text;
  /** What lets people in. */
  readonly hint: Text;
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
    // A bot of Discord in one server alone counts that one as set up.
    const isDiscord = id === "discord";
    const text = isDiscord ? say("check.closed-discord") : say("check.closed");
    const setting = `COMPANION_AUDIENCE=${id}:${isDiscord ? "SERVER" : "CHAT"}`;
    return [{ id, label, text, hint: say("check.closed-fix", { setting }) }];
  });
}
