import { MINUTE, type Clock, type Instant } from "../../../core/time.ts";

const ENOUGH = 3;

/**
 * Whether another program polls with the same token. Telegram ends the older of two polls: once that is a former
 * process of our own, which is ending; again and again it is somebody who stays.
 */
export function createConflicts(clock: Clock): { seen(): boolean } {
  let seenAt: readonly Instant[] = [];
  return {
    seen() {
      const now = clock();
      seenAt = [...seenAt.filter((at) => now - at < MINUTE && at <= now), now];
      return seenAt.length >= ENOUGH;
    },
  };
}
