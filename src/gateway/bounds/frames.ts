import { atOnce, inTurns } from "../../lib/in-turns.ts";
import { fits } from "./fits.ts";
import { LEFT_OUT, WHOLE_LIMITS } from "./limits.ts";
import { sift } from "./sift.ts";

/** The text of a document within the limits, at once: for what is small. */
export const siftNow = (json: string): string => (fits(json) ? json : atOnce(sift(json)));

/** Longer frames take long enough that others must get a turn meanwhile. */
const SMALL = 200_000;

/** Larger than anything a gateway has to say. */
const MOST = 16_000_000;
/** Frames that wait; whoever sends faster than they can be gone through is not listened to any more. */
const MOST_WAITING = 64_000_000;

export interface Bounding {
  /** Whatever it is given is within the limits. */
  readonly take: (frame: string) => void;
  /** A frame was left out as a whole. */
  readonly skip: () => void;
  /** Refuses the answer of a frame that must not be cut; null for frames that may be. */
  readonly refusalOf?: (frame: string) => (() => void) | null;
}

/**
 * Hands frames on within the limits, in their order. One that is still being gone through holds back those behind
 * it, which are of the same gateway.
 */
export function bounding({ take, skip, refusalOf = () => null }: Bounding): (frame: string) => void {
  let busy: Promise<void> | null = null;
  let waiting = 0;
  const work = async (frame: string, before: Promise<void> | null): Promise<void> => {
    await before;
    waiting -= frame.length;
    const refuse = refusalOf(frame);
    if (refuse === null) return take(fits(frame) ? frame : await inTurns(sift(frame)));
    let isCut = false;
    const rules = { limits: WHOLE_LIMITS, keepsNewest: false, onCut: () => (isCut = true) };
    const whole = await inTurns(sift(frame, rules));
    if (isCut) refuse();
    else take(whole);
  };
  return (frame) => {
    if (frame.length > MOST || waiting + frame.length > MOST_WAITING) {
      refusalOf(frame)?.();
      skip();
      return;
    }
    if (busy === null && frame.length <= SMALL && refusalOf(frame) === null) {
      take(siftNow(frame));
      return;
    }
    waiting += frame.length;
    const mine = work(frame, busy).finally(() => {
      if (busy === mine) busy = null;
    });
    busy = mine;
  };
}

/** Reads a document that stands inside a text; null when it is none. */
export function parseBounded(text: string): unknown {
  try {
    return JSON.parse(siftNow(text));
  } catch {
    return null;
  }
}

/** How many items of a list were left out, where its item tells so. */
export function leftOutIn(item: unknown): number {
  const count = typeof item === "object" && item !== null ? Reflect.get(item, LEFT_OUT) : undefined;
  return typeof count === "number" && Number.isSafeInteger(count) && count > 0 ? count : 0;
}
