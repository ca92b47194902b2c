import type { Config } from "../config.ts";
import type { Card } from "../core/card.ts";
import type { Log } from "../core/log.ts";
import type { ChatPlatform } from "../core/platform.ts";
import { MINUTE, SECOND } from "../core/time.ts";
import { createBackoff, sleep } from "../lib/backoff.ts";
import { messageOf } from "../lib/message-of.ts";

export interface AnnounceParts {
  readonly config: { readonly platforms: readonly Pick<Config["platforms"][number], "id" | "rooms">[] };
  readonly platforms: readonly ChatPlatform[];
  readonly log: Log;
  readonly random: () => number;
}

/**
 * Says something of the companion itself in every room of the settings, from memory: what it is about is that nothing
 * can be kept. Tried until it stands or `signal` aborts; resolves either way.
 */
export async function announce(
  card: Card,
  { config, platforms, log, random }: AnnounceParts,
  signal: AbortSignal,
): Promise<void> {
  const rooms = config.platforms.flatMap(({ id, rooms: targets }) =>
    targets.flatMap((target) => {
      const platform = platforms.find((one) => one.id === id);
      return platform === undefined ? [] : [{ platform, target }];
    }),
  );
  await Promise.all(
    rooms.map(async ({ platform, target }) => {
      const backoff = createBackoff({ first: SECOND, most: MINUTE, random });
      while (!signal.aborted) {
        try {
          await platform.post(target, card, {}, signal);
          return;
        } catch (error) {
          const why = messageOf(error);
          log.warn({ platform: platform.id, room: target, why }, "an announcement did not get through");
          await sleep(backoff.next(), signal);
        }
      }
    }),
  );
}
