import type { GatewayId } from "../core/gateway.ts";
import type { EvidenceStore, ReadMarks } from "../core/ledger.ts";
import { MINUTE, type Instant } from "../core/time.ts";

/** Under this name stands when the record was read last, whether any session had to be or not; no session has it. */
const RECORD = "";
/** A reading that found nothing is written down this often: a restart then knows for how long nobody looked. */
const NOTED_EVERY = 5 * MINUTE;
/** Sessions that are remembered, those that were read last: more are never listed at once. */
const MOST = 20_000;

/** How far a record was read: what it was told is known at once, and written down where it says something new. */
export interface MarksKeeper {
  now(): ReadMarks;
  /** A reading is over: how far it came, and the sessions it read. */
  keep(next: Omit<ReadMarks, "sessions">, read: ReadMarks["sessions"], at: Instant): Promise<void>;
}

export async function openMarks(store: EvidenceStore, gateway: GatewayId): Promise<MarksKeeper> {
  const before = await store.marks(gateway);
  let marks = { ...before, sessions: newestOf(before.sessions) };
  let notedAt = marks.sessions.get(RECORD)?.readAt ?? 0;
  return {
    now: () => marks,
    async keep(next, read, at) {
      const look = [RECORD, { updatedAt: 0, readAt: at, isAtRest: false }] as const;
      const isNews =
        read.size > 0 ||
        next.logFile !== marks.logFile ||
        next.logCursor !== marks.logCursor ||
        next.logSince !== marks.logSince;
      if (isNews || Math.abs(at - notedAt) >= NOTED_EVERY) {
        await store.saveMarks(gateway, { ...next, sessions: new Map([...read, look]) });
        notedAt = at;
      }
      marks = { ...next, sessions: newestOf(new Map([...marks.sessions, ...read, look])) };
    },
  };
}

const newestOf = (sessions: ReadMarks["sessions"]): ReadMarks["sessions"] =>
  sessions.size <= MOST
    ? sessions
    : new Map([...sessions].toSorted(([, a], [, b]) => b.readAt - a.readAt).slice(0, MOST));
