import type { Log } from "../../../core/log.ts";
import { MINUTE, type Clock } from "../../../core/time.ts";

/** Says the same thing at most once a minute: an outage is tried again many times a minute. */
export interface QuietLog {
  warn(fields: object, message: string): void;
  /** The trouble is over: the next warning is said at once. */
  reset(): void;
}

export function createQuietLog(log: Log, clock: Clock): QuietLog {
  let saidAt: number | undefined;
  let unsaid = 0;
  return {
    warn(fields, message) {
      if (saidAt !== undefined && clock() - saidAt < MINUTE) {
        unsaid += 1;
        return;
      }
      log.warn(unsaid > 0 ? { ...fields, unsaid } : fields, message);
      saidAt = clock();
      unsaid = 0;
    },
    reset() {
      saidAt = undefined;
      unsaid = 0;
    },
  };
}
