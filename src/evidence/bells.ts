import type { Bell, GatewayLink } from "../core/gateway.ts";
import { sleep } from "../lib/backoff.ts";
import { createWakeUp } from "../lib/wake-up.ts";

/** What rang and was not heeded yet. */
export interface Bells {
  take(): readonly Bell[];
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
/** Beyond this the oldest are left out: whoever rings so often is found by what it has touched. */
const MOST = 1_000;

/** Events of the gateway ring; so does a link that has changed. They say "read now", nothing else. */
export function listen(link: GatewayLink): Bells {
  const wakeUp = createWakeUp();
  let heard: Bell[] = [];
  let heardAt = 0;
  const hear = (bell: Bell): void => {
    heard.push(bell);
    if (heard.length > MOST) heard.shift();
    heardAt = performance.now();
    wakeUp.ring();
  };
  let stopBell = link.session()?.onBell(hear);
  const stopLink = link.onChange(({ state }) => {
    stopBell?.();
    stopBell = link.session()?.onBell(hear);
    if (state !== "connecting") wakeUp.ring();
  });
  return {
    take() {
      const taken = heard;
      heard = [];
      return taken;
    },
    putBack(bells) {
      heard = [...bells, ...heard].slice(-MOST);
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
      stopBell?.();
      stopLink();
    },
  };
}
