import { onAbort } from "./abort.ts";

/** Wakes one waiter; a ring that nobody waits for is kept for the next wait. */
export interface WakeUp {
  readonly ring: () => void;
  /** Whatever rang is being seen to: it ends no wait any more. */
  readonly heed: () => void;
  /** Resolves when rung, also before the call, or after `ms`, or when `signal` aborts. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
}

export function createWakeUp(): WakeUp {
  let rung = false;
  let wake: (() => void) | null = null;
  return {
    ring() {
      rung = true;
      wake?.();
    },
    heed() {
      rung = false;
    },
    async wait(ms, signal) {
      if (!rung && !signal?.aborted) {
        const { promise, resolve } = Promise.withResolvers<void>();
        const timer = setTimeout(resolve, ms);
        wake = resolve;
        const forget = signal && onAbort(signal, resolve);
        await promise;
        clearTimeout(timer);
        forget?.();
        wake = null;
      }
      rung = false;
    },
  };
}
