import type { Bell, GatewayLink } from "../core/gateway.ts";
import { sleep } from "../lib/backoff.ts";
import { createWakeUp } from "../lib/wake-up.ts";

/** What rang and was not heeded yet. */
export interface Bells {
  /** What is to be read now; what rang for it before ends no wait any more. */
  take(): readonly Bell[];
  /** What rang of turns that go on, and is left for their end, or for some seconds. */
  awaited(): readonly Bell[];
  /** They were not heeded after all. */
  putBack(bells: readonly Bell[]): void;
  /** Rings without a bell of the gateway's. */
  ring(): void;
  /** Resolves when something rings, or its link has changed, or after `ms`. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  stop(): void;
}

/** A run sends several events at once, and its transcript entry follows them: what rings so shortly after rings once. */
const SETTLE = { pause: 150, most: 500 } as const;
/**
 * What rings while a turn goes on may be followed by its end at once, and both are read together. Where the end is longer in
 * coming, what failed is read without it; and less soon where that was done for the same run before.
 */
const STEP = { first: 500, again: 10_000 } as const;
/** Beyond this the oldest are left out: whoever rings so often is found by what it has touched. */
const MOST = 1_000;

/** Events of the gateway ring; so does a link that has changed. They say "read now", nothing else. */
export function listen(link: GatewayLink): Bells {
  const wakeUp = createWakeUp();
  /** With the moment from which on each is to be read. */
  let heard: { readonly bell: Bell; readonly due: number }[] = [];
  let heardAt = 0;
  /** Runs of which a step was heeded, and that are not over since. */
  const stepped = new Set<string>();
  let next: { readonly due: number; readonly timer: NodeJS.Timeout } | null = null;
  const wake = (): void => {
    heardAt = performance.now();
    wakeUp.ring();
  };
  const wakeAt = (due: number): void => {
    clearTimeout(next?.timer);
    next = due === Infinity ? null : { due, timer: setTimeout(wake, due - performance.now()) };
  };
  const hear = (bell: Bell): void => {
    const now = performance.now();
    const isAgain = bell.run !== null && stepped.has(bell.run);
    const due = bell.isOver ? now : now + (isAgain ? STEP.again : STEP.first);
    heard.push({ bell, due });
    if (heard.length > MOST) heard.shift();
    if (bell.isOver) wake();
    else if (due < (next?.due ?? Infinity)) wakeAt(due);
  };
  /** What is due, and what belongs to the same turn. */
  const takeDue = (): readonly Bell[] => {
    const now = performance.now();
    const due = heard.filter((one) => one.due <= now);
    const runs = new Set(due.flatMap(({ bell }) => bell.run ?? []));
    const isTaken = ({ bell, due }: (typeof heard)[number]): boolean =>
      due <= now || (bell.run !== null && runs.has(bell.run));
    const taken = heard.filter(isTaken);
    heard = heard.filter((one) => !isTaken(one));
    return taken.map(({ bell }) => bell);
  };
  const note = (bells: readonly Bell[]): void => {
    for (const { run, isOver } of bells) {
      if (run === null) continue;
      if (isOver) stepped.delete(run);
      else stepped.add(run);
    }
    for (const oldest of stepped) {
      if (stepped.size <= MOST) break;
      stepped.delete(oldest);
    }
  };
  let stopBell = link.session()?.onBell(hear);
  const stopLink = link.onChange(() => {
    stopBell?.();
    stopBell = link.session()?.onBell(hear);
    wakeUp.ring();
  });
  return {
    take() {
      const taken = takeDue();
      note(taken);
      wakeUp.heed();
      wakeAt(Math.min(Infinity, ...heard.map(({ due }) => due)));
      return taken;
    },
    awaited: () => heard.map(({ bell }) => bell),
    putBack(bells) {
      heard = [...bells.map((bell) => ({ bell, due: 0 })), ...heard].slice(-MOST);
    },
    ring: wakeUp.ring,
    async wait(ms, signal) {
      await wakeUp.wait(ms, signal);
      const began = performance.now();
      while (!signal.aborted && performance.now() - began < SETTLE.most) {
        await sleep(SETTLE.pause, signal);
        if (performance.now() - heardAt >= SETTLE.pause) return;
      }
    },
    stop() {
      clearTimeout(next?.timer);
      stopBell?.();
      stopLink();
    },
  };
}
