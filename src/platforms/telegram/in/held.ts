import { MINUTE } from "../../../core/time.ts";
import { createWakeUp } from "../../../lib/wake-up.ts";
import type { Dealt } from "./dealt.ts";

/** Updates that were fetched and not dealt with yet: they are not confirmed. */
export interface Held {
  isEmpty(): boolean;
  /** Where the next fetch begins, which confirms all that came before; 0 when nothing was fetched so far. */
  offset(): number;
  /** Holds what was fetched, and is neither held nor dealt with. Resolves to that. */
  take(updates: readonly number[]): readonly number[];
  /** It was dealt with; `kept` where doing so once more is not the same. */
  letGo(update: number, kept: boolean): void;
  /** Resolves once nothing is held, or after a moment: what is held comes with each fetch, and none of them waits. */
  settle(signal: AbortSignal): Promise<void>;
}

/** Telegram hands out this many at once; where there are fewer, nothing was left behind. */
export const MOST_AT_ONCE = 100;

/** How long others that ask meanwhile may wait for an answer that takes its time. */
const PAUSE = 500;

/** What takes longer is confirmed all the same: who asked would not wait for another process to answer. */
const MOST_HELD = MINUTE;

/** `now`: milliseconds of a clock that nobody sets. */
export function createHeld(dealt: Pick<Dealt, "has" | "add">, now: () => number): Held {
  /** With the moment from which on each is held, oldest first. */
  const held = new Map<number, number>();
  const wakeUp = createWakeUp();
  let next = 0;
  const letGo: Held["letGo"] = (update, kept) => {
    if (!held.delete(update)) return;
    dealt.add(update, kept);
    if (held.size === 0) wakeUp.ring();
  };
  return {
    isEmpty: () => held.size === 0,
    offset() {
      const [first = next] = held.keys();
      return first;
    },
    take(updates) {
      const fresh = updates.filter((update) => !held.has(update) && !dealt.has(update));
      for (const update of fresh) held.set(update, now());
      next = (updates.at(-1) ?? next - 1) + 1;
      // Whatever comes after so many is not seen before the first of them is confirmed.
      const [first] = held.keys();
      if (updates.length === MOST_AT_ONCE && fresh.length === 0 && first !== undefined) letGo(first, true);
      return fresh;
    },
    letGo,
    async settle(signal) {
      wakeUp.heed();
      if (held.size > 0) await wakeUp.wait(PAUSE, signal);
      for (const [update, since] of held) if (now() - since > MOST_HELD) letGo(update, true);
    },
  };
}
