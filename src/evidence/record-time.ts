import { MINUTE, type Instant } from "../core/time.ts";

/** Clocks differ; by more than this, one of the two is wrong. */
const AHEAD = 5 * MINUTE;

/**
 * The instant to date what is kept of a gateway's record: ours, unless it is ahead of the gateway's own clock. What is
 * kept in the future is in the way for as long as it lies there. `theirs`: null where the gateway does not tell.
 */
export const toRecordTime = (ours: Instant, theirs: Instant | null): Instant =>
  theirs !== null && ours > theirs + AHEAD ? theirs : ours;

/** Old is what both clocks call old; null while the gateway does not tell, because our clock alone may be wrong. */
export const toForgetBefore = (ours: Instant, theirs: Instant | null, kept: number): Instant | null =>
  theirs === null ? null : Math.min(ours, theirs) - kept;
