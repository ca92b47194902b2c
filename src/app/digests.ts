import type { Card } from "../core/card.ts";
import { dueBefore, RHYTHMS, type Digests, type Rhythm } from "../core/digest.ts";
import type { Log } from "../core/log.ts";
import { PostFailed, type ChatPlatform, type PlatformMemory } from "../core/platform.ts";
import { HOUR, MINUTE, type Clock, type Instant } from "../core/time.ts";
import { sleep } from "../lib/backoff.ts";
import { messageOf } from "../lib/message-of.ts";
import type { Target } from "../core/rooms.ts";

export interface DigestParts {
  readonly memory: Pick<PlatformMemory, "recall" | "keep">;
  /** Rooms that get warnings; no other gets a digest. */
  readonly rooms: () => Promise<readonly Target[]>;
  readonly write: (rhythm: Rhythm, now: Instant) => Promise<Card>;
  readonly clock: Clock;
  readonly log: Log;
}

const nameOf = ({ platform, target }: Target): string => `digest ${platform}:${target}`;

/** A digest that could not be posted for so long is left out: the next one tells of the time as well. */
const PATIENCE = 6 * HOUR;

export interface RunningDigests extends Digests {
  /** A room has another id from now on: what it gets, it goes on to get there. */
  follow(from: Target, to: Target): Promise<void>;
  /** Posts what is due on a platform, once. */
  tell(platform: ChatPlatform, signal: AbortSignal): Promise<void>;
  /** The same each minute, until `signal` aborts. */
  run(platform: ChatPlatform, signal: AbortSignal): Promise<void>;
}

export function createDigests({ memory, rooms, write, clock, log }: DigestParts): RunningDigests {
  const read = async (room: Target) => {
    const [word, told] = (await memory.recall(nameOf(room)))?.split(" ") ?? [];
    const rhythm = RHYTHMS.find((one) => one === word) ?? null;
    return { rhythm, told: Number(told) || 0 };
  };
  const keep = (room: Target, rhythm: Rhythm | null, told: Instant): Promise<void> =>
    memory.keep(nameOf(room), `${rhythm ?? "off"} ${told}`);

  const tellOne = async (room: Target, platform: ChatPlatform, signal: AbortSignal): Promise<void> => {
    const kept = await read(room);
    if (kept.rhythm === null) return;
    const now = clock();
    const due = dueBefore(kept.rhythm, now);
    if (kept.told >= due) return;
    if (now - due <= PATIENCE) {
      const card = await write(kept.rhythm, due);
      await platform.post(room.target, card, { key: `${nameOf(room)} ${due}` }, signal);
    }
    await keep(room, kept.rhythm, due);
  };
  const tell: RunningDigests["tell"] = async (platform, signal) => {
    for (const room of (await rooms()).filter((one) => one.platform === platform.id)) {
      await tellOne(room, platform, signal).catch((error: unknown) => {
        const why = messageOf(error);
        if (!signal.aborted)
          log.warn(
            { room: nameOf(room), why, kind: error instanceof PostFailed ? error.kind : null },
            "a digest waits",
          );
      });
    }
  };
  return {
    of: async (room) => (await read(room)).rhythm,
    set: (room, rhythm, now) => keep(room, rhythm, now),
    async follow(from, to) {
      const [kept, there] = [await read(from), await read(to)];
      if (kept.rhythm === null) return;
      if (there.rhythm === null) await keep(to, kept.rhythm, kept.told);
      await keep(from, null, kept.told);
    },
    write,
    tell,
    async run(platform, signal) {
      while (!signal.aborted) {
        await tell(platform, signal).catch((error: unknown) => {
          if (!signal.aborted) log.warn({ why: messageOf(error) }, "digests could not be looked at");
        });
        await sleep(MINUTE, signal);
      }
    },
  };
}
