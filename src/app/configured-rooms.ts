import type { Config } from "../config.ts";
import type { Target } from "../core/rooms.ts";

/** The rooms that the settings name for warnings. */
export const configuredRooms = ({ platforms }: Pick<Config, "platforms">): readonly Target[] =>
  platforms.flatMap(({ id, rooms }) => rooms.map((target) => ({ platform: id, target })));
