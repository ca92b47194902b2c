import type { Card, Language } from "../core/card.ts";
import type { Log } from "../core/log.ts";
import type { ChatPlatform } from "../core/platform.ts";
import { createTell } from "../platforms/shared/tell.ts";
import type { Target } from "../core/rooms.ts";

export interface TellParts {
  /** Where warnings go. */
  readonly rooms: () => Promise<readonly Target[]>;
  readonly language: Language;
  readonly random: () => number;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** Says something of the companion itself in a platform's rooms for warnings, or to its admins where it has none. */
export async function tellPlatform(platform: ChatPlatform, card: Card, { rooms, ...parts }: TellParts): Promise<void> {
  const own = (await rooms()).filter((room) => room.platform === platform.id).map(({ target }) => target);
  const targets = own.length > 0 ? own : ((await platform.adminRooms?.(parts.signal)) ?? []);
  const put = createTell((target, shown, how, signal) => platform.post(target, shown, how, signal), parts);
  await Promise.all(targets.map((target) => put(target, card)));
}
