import type { Instant } from "../core/time.ts";

/** What a gateway's own clock says, between the times it is told. */
export interface TheirClock {
  /** The gateway said what time it is. */
  told(at: Instant): void;
  /** Null until it was told. */
  now(): Instant | null;
}

/** `steady`: milliseconds on a clock that nobody sets. */
export function createTheirClock(steady: () => number): TheirClock {
  let last: { readonly at: Instant; readonly heard: number } | null = null;
  return {
    told: (at) => (last = { at, heard: steady() }),
    now: () => (last === null ? null : last.at + (steady() - last.heard)),
  };
}
