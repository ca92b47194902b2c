import type { Outbox, Target } from "../core/incident.ts";

/** The rooms warnings go to: those of the configuration and those chosen by `/warnings here`, less those that were stopped or lost. */
export async function listRooms(
  outbox: Pick<Outbox, "rooms">,
  configured: readonly Target[],
): Promise<readonly Target[]> {
  const rooms = await outbox.rooms();
  const chosen = rooms.filter(({ state }) => state === "on").map(({ to }) => to);
  const silent = rooms.filter(({ state }) => state !== "on");
  const all = [...configured.filter((one) => !chosen.some((other) => isSameRoom(one, other))), ...chosen];
  return all.filter((one) => !silent.some(({ to }) => isSameRoom(one, to)));
}

export const isSameRoom = (a: Target, b: Target): boolean => a.platform === b.platform && a.target === b.target;
