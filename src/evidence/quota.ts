import type { Evidence } from "../core/evidence.ts";
import type { GatewayId } from "../core/gateway.ts";
import type { EvidenceStore, Recorded } from "../core/ledger.ts";
import { HOUR, type Instant } from "../core/time.ts";

/** New rows that a gateway may bring at once, as when a long record is read for the first time, and in each hour. */
const MOST = 50_000;
const AN_HOUR = 5_000;

/** How many new rows of one gateway are kept: far more than any has, and no more than a disk can hold. */
interface Quota {
  /** What is left of it now. */
  room(now: Instant): number;
  take(rows: number): void;
}

export function createQuota(most = MOST, anHour = AN_HOUR): Quota {
  let left = most;
  let at: Instant | null = null;
  return {
    room(now) {
      left = Math.min(most, left + (Math.max(0, now - (at ?? now)) / HOUR) * anHour);
      at = now;
      return Math.floor(left);
    },
    take: (rows) => void (left -= rows),
  };
}

/** Writes what readings of one gateway bring, within its quota. */
export function createRecorder(gateway: GatewayId, store: Pick<EvidenceStore, "record">) {
  const quota = createQuota();
  return async (evidence: Evidence, now: Instant): Promise<Recorded> => {
    const isNothing = Object.values(evidence).every((rows: readonly unknown[]) => rows.length === 0);
    if (isNothing) return { changed: 0, leftOut: 0 };
    const recorded = await store.record(gateway, evidence, quota.room(now));
    quota.take(recorded.changed);
    return recorded;
  };
}
