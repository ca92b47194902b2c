import { chatSeat, WARNINGS_SEAT } from "../core/companions.ts";
import type { ChatPlatform } from "../core/platform.ts";
import { untilAborted } from "../lib/abort.ts";

/** What one companion at a time does, of all that share a database. */
export interface Duty {
  /** The seat of whoever does it; null where it is this process's own, as its terminal is. */
  readonly seat: string | null;
  /** Does it until `signal` aborts. `ended`: called when a chat has ended by itself. */
  run(signal: AbortSignal, ended: () => void): Promise<void>;
  /** Whether it cannot be done from this host now. */
  isAway(): boolean;
}

/** Does duties until `signal` aborts: all of them, or those that fall to this companion. */
export type Share = (duties: readonly Duty[], signal: AbortSignal) => Promise<void>;

export interface DutyParts {
  readonly serve: (platform: ChatPlatform, signal: AbortSignal) => Promise<void>;
  /** What is done of a chat besides, by whoever serves it. */
  readonly beside: (platform: ChatPlatform, signal: AbortSignal) => readonly Promise<void>[];
  /** What is done of all gateways, by one. */
  readonly watch: (signal: AbortSignal) => readonly Promise<unknown>[];
}

/** Each chat, and watching over the gateways. */
export const listDuties = (platforms: readonly ChatPlatform[], parts: DutyParts): readonly Duty[] => [
  ...platforms.map((platform) => toChat(platform, parts)),
  { seat: WARNINGS_SEAT, run: async (signal) => void (await Promise.all(parts.watch(signal))), isAway: () => false },
];

const toChat = (platform: ChatPlatform, { serve, beside }: DutyParts): Duty => ({
  seat: platform.isLocal === true ? null : chatSeat(platform.id),
  async run(signal, ended) {
    const stop = new AbortController();
    const own = AbortSignal.any([signal, stop.signal]);
    const others = beside(platform, own);
    try {
      await serve(platform, own);
      ended();
      // Its rooms are told what can be told all the same.
      await untilAborted(signal);
    } finally {
      stop.abort();
      await Promise.allSettled(others);
    }
  },
  isAway: () => platform.status().state !== "ready",
});

/** All of it, by the one companion there is, until the last chat has ended. */
export const doAll: Share = async (duties, signal) => {
  const over = new AbortController();
  const own = AbortSignal.any([signal, over.signal]);
  let left = duties.filter(({ seat }) => seat !== WARNINGS_SEAT).length;
  const ended = (): void => {
    left -= 1;
    if (left === 0) over.abort();
  };
  const running = duties.map((duty) => duty.run(own, ended));
  try {
    await Promise.all(running);
  } finally {
    over.abort();
    await Promise.allSettled(running);
  }
};
