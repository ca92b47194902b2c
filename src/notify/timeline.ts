import type { Clock, ClockShift, Instant } from "../core/time.ts";

/** A clock that tells the time and yet only goes forward: when somebody sets the host's clock it says so first. */
export interface Timeline {
  now(): Instant;
  /** By how much the host's clock was set since; null when it was not. */
  drift(): ClockShift | null;
  /** Follows the host's clock, once everything that was kept is put right. */
  follow(shift: ClockShift): void;
}

/** Clocks are put right by a little all the time; this much (ms) is followed in silence, and later. */
const TOLERANCE = 2_000;

/** `wall` is the host's clock; `steady` counts milliseconds and only goes forward. */
export function createTimeline(wall: Clock, steady: () => number): Timeline {
  let anchor = { wall: wall(), steady: steady() };
  let from = anchor.wall;
  const now = (): Instant => anchor.wall + Math.round(steady() - anchor.steady);
  return {
    now,
    drift() {
      const to = now();
      const by = wall() - to;
      return Math.abs(by) > TOLERANCE ? { from, to, by } : null;
    },
    follow({ by }) {
      anchor = { wall: now() + by, steady: steady() };
      from += by;
    },
  };
}
