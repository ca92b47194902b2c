import { isSameRoom, type Room, type Target } from "../../core/rooms.ts";

/**
 * The rooms warnings go to: those of the settings and those chosen by `/warnings here`, the second ones too, less those
 * that were stopped.
 */
export function listRooms(rooms: readonly Room[], configured: readonly Target[]): readonly Target[] {
  const chosen = rooms.filter(({ state }) => state === "on" || state === "second").map(({ to }) => to);
  const silent = rooms.filter(({ state }) => state === "off" || state === "moved");
  const all = [...configured.filter((one) => !chosen.some((other) => isSameRoom(one, other))), ...chosen];
  return all.filter((one) => !silent.some(({ to }) => isSameRoom(one, to)));
}

export const nameOf = ({ platform, target }: Target): string => `${platform}:${target}`;
