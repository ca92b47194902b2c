import type { ProviderUsage } from "../core/gateway.ts";
import { MINUTE, type Clock, type Instant } from "../core/time.ts";
import type { Connection } from "./connection.ts";
import { readUsage } from "./reading/usage.ts";

/** For this the gateway may ask every provider: rarely enough that nobody minds, often enough to warn in time. */
const EVERY = 10 * MINUTE;
const METHOD = "usage.status";

export interface UsageReader {
  /** What was told last; null before, and where the release does not tell. */
  known(): readonly ProviderUsage[] | null;
  /** Asks again when what is known is old; the answer is waited for by nobody. */
  refresh(): void;
}

/** Reads how much of each plan is used, beside everything else: an answer takes as long as the providers'. */
export function createUsageReader(connection: Connection, clock: Clock): UsageReader {
  const isTold = connection.hello.methods.includes(METHOD);
  let known: readonly ProviderUsage[] | null = null;
  let asked: Instant | null = null;

  const read = async (): Promise<void> => {
    // What could not be read is not known any more: a share of an hour ago warns of nothing.
    known = await connection.request(METHOD, {}).then(readUsage, () => null);
  };

  return {
    known: () => known,
    refresh() {
      if (!isTold || (asked !== null && clock() - asked < EVERY)) return;
      asked = clock();
      void read();
    },
  };
}
