import type { Effect, Fault } from "./types.ts";

export interface Faults {
  /** `pattern` is matched against `METHOD /path`; `times` calls are hit. */
  add(pattern: RegExp, effect: Effect, times: number): Fault;
  /** The effect on this call, which uses it up. */
  take(method: string, path: string): Effect | undefined;
}

export function createFaults(): Faults {
  interface Entry {
    readonly pattern: RegExp;
    readonly effect: Effect;
    left: number;
    hits: number;
  }
  const entries: Entry[] = [];
  return {
    add(pattern, effect, times) {
      const entry: Entry = { pattern, effect, left: times, hits: 0 };
      entries.push(entry);
      return { hits: () => entry.hits, end: () => void (entry.left = 0) };
    },
    take(method, path) {
      const entry = entries.find(({ pattern, left }) => left > 0 && pattern.test(`${method} ${path}`));
      if (entry === undefined) return undefined;
      entry.left -= 1;
      entry.hits += 1;
      return entry.effect;
    },
  };
}

/** A rate limit as Discord states it: in the headers and in the body. */
export const rateLimit = (seconds: number): Effect => ({
  kind: "status",
  status: 429,
  headers: { "retry-after": String(seconds), "x-ratelimit-scope": "user" },
  body: { message: "You are being rate limited.", retry_after: seconds, global: false },
});

export const failure = (status: number, code = 0, message = "fault"): Effect => ({
  kind: "status",
  status,
  body: { code, message },
});
