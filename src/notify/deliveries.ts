import type { ChatPlatform } from "../core/platform.ts";
import type { Target } from "../core/rooms.ts";
import type { Instant } from "../core/time.ts";
import { createWakeUp, type WakeUp } from "../lib/wake-up.ts";
import { createDelivery, type DeliverParts, type Delivery } from "./deliver.ts";
import type { Rooms } from "./rooms/rooms.ts";

export interface DeliveriesParts extends Omit<DeliverParts, "rooms" | "platform"> {
  readonly platforms: () => readonly ChatPlatform[];
  readonly rooms: Rooms;
  /** How long an opening waits for others of the same cause (ms). */
  readonly gather: number;
  readonly clock: () => Instant;
  readonly complain: (error: unknown, what: string) => void;
}

/** Sends what is queued, each platform beside the others. */
export interface Deliveries {
  /** Something was queued. */
  ring(): void;
  /** Tries every room of a platform again, and from then on those where something changed, until what it resolves to is called. */
  begin(platform: ChatPlatform): Promise<() => void>;
  /** A room has another id from now on: all that is queued and told there moves along. */
  move(from: Target, to: Target): Promise<void>;
  /** Sends what is due on every platform; resolves when nothing is. */
  sendDue(signal: AbortSignal): Promise<void>;
  /** Sends what is due in the rooms of a platform, until `signal` aborts. */
  run(platform: ChatPlatform, signal: AbortSignal): Promise<void>;
}

export function createDeliveries(parts: DeliveriesParts): Deliveries {
  const { rooms, complain } = parts;
  const open = new Map<string, { readonly delivery: Delivery; readonly wakeUp: WakeUp }>();
  const wakeAll = (): void => {
    for (const { wakeUp } of open.values()) wakeUp.ring();
  };
  const to = (platform: ChatPlatform): Delivery => {
    const known = open.get(platform.id);
    if (known !== undefined) return known.delivery;
    const wakeUp = createWakeUp();
    const delivery = createDelivery({ ...parts, platform }, wakeUp);
    open.set(platform.id, { delivery, wakeUp });
    return delivery;
  };
  const failed = (error: unknown): void => complain(error, "rooms not looked at");
  const begin: Deliveries["begin"] = async (platform) => {
    await rooms.begin(platform.id).catch(failed);
    const heard = (target: string | null): void => void rooms.mayWork(platform.id, target).catch(failed);
    return platform.onRoomMayWork?.(heard) ?? (() => {});
  };
  return {
    ring() {
      wakeAll();
      // Once more when what had to wait is due.
      setTimeout(wakeAll, parts.gather + 1).unref();
    },
    begin,
    move(from, target) {
      const platform = parts.platforms().find(({ id }) => id === from.platform);
      return platform ? to(platform).move(from, target) : parts.outbox.moveRoom(from, target, parts.clock());
    },
    async sendDue(signal) {
      await Promise.all(parts.platforms().map((platform) => to(platform).sendDue(signal)));
    },
    async run(platform, signal) {
      const forget = await begin(platform);
      try {
        await to(platform).run(signal);
      } finally {
        forget();
      }
    },
  };
}
