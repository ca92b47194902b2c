import type { Clock } from "../../src/core/time.ts";

export interface RateLimit {
  /** Counts a call by `caller`; milliseconds to wait when it is one too many, else null. */
  count(caller: string): number | null;
}

/** `most` calls in `window` milliseconds for each caller. The window starts with its first call. */
export function createRateLimit(most: number, window: number, clock: Clock): RateLimit {
  const windows = new Map<string, { readonly since: number; calls: number }>();
  return {
    count(caller) {
      const now = clock();
      const known = windows.get(caller);
      if (known === undefined || now - known.since >= window) {
        windows.set(caller, { since: now, calls: 1 });
        return null;
      }
      known.calls += 1;
      return known.calls > most ? window - (now - known.since) : null;
    },
  };
}
