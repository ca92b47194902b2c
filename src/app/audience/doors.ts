import type { Doors } from "../../answer/audience.ts";
import type { Config } from "../../config.ts";
import type { Community } from "../../core/platform.ts";
import type { Target } from "../../core/rooms.ts";

type Where = (platform: string) => readonly Community[] | null;

/**
 * The servers and chats whose members are answered: those of the settings, those that hold a room of warnings, and on
 * Discord, where a bot is put into a server by hand, the only one it is in. One server in the settings shuts the
 * others. `spokenIn`: the community of a room, by `platform:room`, as calls told it.
 */
export function doorsOf(
  { platforms, audience }: Pick<Config, "platforms" | "audience">,
  rooms: readonly Target[],
  where: Where,
  spokenIn: ReadonlyMap<string, string>,
): Doors {
  const ofRooms = rooms.flatMap((room) => communityOf(room, where, spokenIn) ?? []);
  const shut = platforms.flatMap(({ community }) => community ?? [])[0] ?? null;
  const only = where("discord");
  const lone = only?.length === 1 ? only.map(({ id }) => `discord:${id}`) : [];
  const own =
    shut === null
      ? [...ofRooms, ...lone]
      : [...ofRooms.filter((one) => !one.startsWith("discord:")), `discord:${shut}`];
  return {
    everyone: audience.includes("everyone"),
    communities: new Set([...own, ...audience.filter((one) => one !== "everyone")]),
  };
}

function communityOf({ platform, target }: Target, where: Where, spokenIn: ReadonlyMap<string, string>): string | null {
  // A chat of Telegram is a community itself; a topic of it stands behind a colon.
  if (platform === "telegram") return `telegram:${target.split(":", 1)[0]}`;
  const told = where(platform)?.find(({ rooms }) => rooms.has(target))?.id ?? spokenIn.get(`${platform}:${target}`);
  return told === undefined ? null : `${platform}:${told}`;
}
