import { onAbort } from "./abort.ts";

/** Grows the pause between tries, so that an outage is not answered with a storm. */
export interface Backoff {
  /** Milliseconds to wait before the next try; never more than `most`. */
  next(): number;
  /** Call after a success: the following wait starts from `first` again. */
  reset(): void;
}

/**
 * Exponential back-off with equal jitter: each wait lies between half and the whole of its step, so that
 * several processes do not come back in the same instant, yet no wait is close to nothing.
 *
 * `first` and `most` are milliseconds; `random` returns a number in [0, 1).
 */
export function createBackoff(options: {
  readonly first: number;
  readonly most: number;
  readonly factor?: number;
  readonly random: () => number;
}): Backoff {
  const { first, most, factor = 2, random } = options;
  let step = Math.min(first, most);
  return {
    next() {
      const wait = step / 2 + (step / 2) * random();
      step = Math.min(step * factor, most);
      return wait;
    },
    reset() {
      step = Math.min(first, most);
    },
  };
}

/** Waits `ms` milliseconds; resolves early, and never rejects, when `signal` aborts. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) return Promise.resolve();
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  const forget = signal && onAbort(signal, resolve);
  return promise.finally(() => {
    clearTimeout(timer);
    forget?.();
  });
}

/** Waits for `promise`, but no longer than `ms` milliseconds; whatever it settles to is ignored. */
export async function waitAtMost(ms: number, promise: Promise<unknown>): Promise<void> {
  const enough = new AbortController();
  const stop = (): void => enough.abort();
  promise.then(stop, stop);
  await sleep(ms, enough.signal);
}
