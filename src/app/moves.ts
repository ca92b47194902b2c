import type { Config } from "../config.ts";
import type { Log } from "../core/log.ts";
import type { ChatPlatform, Move } from "../core/platform.ts";
import { isSameRoom, type RoomStore, type Target } from "../core/rooms.ts";
import type { Clock } from "../core/time.ts";
import { createSerial } from "../lib/serial.ts";
import { movedSettings } from "./audience/moved.ts";
import { configuredRooms } from "./configured-rooms.ts";
import { messageOf } from "../lib/message-of.ts";
import { onAbort } from "../lib/abort.ts";

export interface MoveParts {
  readonly config: Pick<Config, "platforms" | "audience">;
  readonly store: Pick<RoomStore, "rooms" | "setRoom">;
  /** Moves a room for warnings, with what is queued and told there. */
  readonly warnings: { follow(from: Target, to: Target): Promise<void> };
  readonly digests: { follow(from: Target, to: Target): Promise<void> };
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/**
 * Follows chats of a platform that got another id: rooms with what is queued and told there, digests, and who is answered. It lasts,
 * because the old id is kept as moved; what in the settings still names it is said in the log, now and at each start.
 */
export function watchMoves(platform: ChatPlatform, parts: MoveParts): void {
  const { config, store, digests, log } = parts;
  const inTurn = createSerial();
  const complain = (error: unknown): void => log.warn({ why: messageOf(error) }, "a chat with another id not followed");
  const begin = async (): Promise<void> => {
    await tellSettings(platform, parts);
    // An earlier process may have been killed in between.
    for (const { to, state, by } of await store.rooms())
      if (state === "moved" && to.platform === platform.id) await digests.follow(to, { ...to, target: by });
  };
  void begin().catch(complain);
  const follow = async ({ from, to }: Move): Promise<void> => {
    const known = await store.rooms();
    const isThere = (one: Target): boolean =>
      one.platform === platform.id && (one.target === from || one.target.startsWith(`${from}:`));
    const isLeft = (one: Target): boolean => known.some((room) => room.state === "moved" && isSameRoom(room.to, one));
    const all = [...known.map((room) => room.to), ...configuredRooms(config)].filter(
      (one) => isThere(one) && !isLeft(one),
    );
    const rooms = all.filter((one, at) => all.findIndex((other) => isSameRoom(one, other)) === at);
    for (const room of rooms) {
      const next = { platform: platform.id, target: `${to}${room.target.slice(from.length)}` };
      await parts.warnings.follow(room, next);
      await digests.follow(room, next);
    }
    const chat = { platform: platform.id, target: from };
    const isListed = config.audience.includes(`${platform.id}:${from}`) && !isLeft(chat);
    if (isListed && !rooms.some((one) => isSameRoom(one, chat)))
      await store.setRoom({ to: chat, state: "moved", by: to, at: parts.clock() });
    if (rooms.length === 0 && !isListed) return;
    log.info({ platform: platform.id, from, to }, "a chat has another id, and is followed there");
    await tellSettings(platform, parts, from);
  };
  const stop = platform.onMoved?.((move) => void inTurn(() => follow(move)).catch(complain));
  if (stop) onAbort(parts.signal, stop);
}

/** Names what in the settings should be changed, of one chat or of all. */
async function tellSettings({ id }: ChatPlatform, { config, store, log }: MoveParts, only?: string): Promise<void> {
  for (const { platform, setting, from, to } of movedSettings(config, await store.rooms()))
    if (platform === id && (only === undefined || from === only))
      log.warn({ platform, setting, from, to }, `${setting} names a chat by an id it has no more: write ${to} there`);
}
