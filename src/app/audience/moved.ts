import type { Config } from "../../config.ts";
import type { Room } from "../../core/rooms.ts";

/** A chat of the settings that has another id by now. */
export interface MovedSetting {
  readonly platform: string;
  /** The setting that names it. */
  readonly setting: string;
  readonly from: string;
  readonly to: string;
}

/** Where a chat is now; its own id where it never got another one. */
function whereNow(platform: string, target: string, rooms: readonly Room[]): string {
  const moved = rooms.find(({ to, state }) => state === "moved" && to.platform === platform && to.target === target);
  return moved?.by ?? target;
}

/** The audience that the settings name, each chat under the id it has now. */
export const audienceNow = (audience: readonly string[], rooms: readonly Room[]): readonly string[] =>
  audience.map((one) => {
    const [platform = "", chat = ""] = one.split(":", 2);
    return one === "everyone" ? one : `${platform}:${whereNow(platform, chat, rooms)}`;
  });

/** What in the settings should name another id: it is followed, by what the ledger keeps, as long as that is there. */
export function movedSettings(
  { platforms, audience }: Pick<Config, "platforms" | "audience">,
  rooms: readonly Room[],
): readonly MovedSetting[] {
  const named = [
    ...platforms.flatMap(({ id: platform, rooms: targets, roomsIn: setting }) =>
      setting === undefined ? [] : targets.map((target) => ({ platform, setting, target })),
    ),
    ...audience.flatMap((one) => {
      const [platform = "", target = ""] = one.split(":", 2);
      return target === "" ? [] : [{ platform, setting: "COMPANION_AUDIENCE", target }];
    }),
  ];
  return named.flatMap(({ platform, setting, target: from }) => {
    const to = whereNow(platform, from, rooms);
    return to === from ? [] : [{ platform, setting, from, to }];
  });
}
