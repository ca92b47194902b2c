import type { Archived, GatewayId, GatewaySession, Snapshot } from "../core/gateway.ts";
import type { EvidenceStore, ReadMarks } from "../core/ledger.ts";
import { MINUTE, type Instant } from "../core/time.ts";
import { findBeginning } from "./beginning.ts";
import { findGaps, type Reach } from "./gaps.ts";

/** Keeps from when on counts are complete, and up to when something may be missing. */
export async function keepCoverage(store: EvidenceStore, gateway: GatewayId, reach: Reach): Promise<void> {
  const { since } = reach;
  const beginning = findBeginning(reach);
  if (beginning !== null && since !== null && beginning < since) await store.resetRecordSince(gateway, beginning);
  else if (beginning !== null) await store.setRecordSince(gateway, beginning);
  const gaps = findGaps(reach);
  if (gaps.length > 0) await store.noteGaps(gateway, gaps);
}

/** Sessions that came and went while nobody looked; none where somebody did. */
export async function readArchived(
  session: Pick<GatewaySession, "archived" | "renew" | "snapshot">,
  listed: Snapshot["sessions"],
  { sessions }: ReadMarks,
  now: Instant,
  signal?: AbortSignal,
): Promise<readonly Archived[]> {
  const lastRead = Math.max(0, ...[...sessions.values()].map(({ readAt }) => readAt));
  if (now - lastRead <= MINUTE) return [];
  const gone = (await session.archived?.(listed, signal).catch(() => [])) ?? [];
  if (gone.length === 0) return gone;
  // Some may have begun since they were listed: reading a gateway that is busy takes a while.
  const { sessions: present } = await (session.renew?.({ settings: "due", sessions: "all" }, signal) ??
    session.snapshot(signal));
  const ids = new Set(present.map(({ sessionId }) => sessionId));
  return gone.filter(({ sessionId }) => !ids.has(sessionId));
}
