import type { ReadMarks } from "../core/ledger.ts";
import type { LogPage, RecordSources, Transcript } from "../core/record.ts";
import { MINUTE, type Instant } from "../core/time.ts";

/** One reading, as far as it tells what may have been missed before it. */
export interface Coverage {
  readonly sources: RecordSources;
  readonly transcripts: readonly Transcript[];
  readonly page: LogPage;
  /** How far the record was read before this reading. */
  readonly marks: ReadMarks;
  /** From when on counts are complete so far; null before the first reading. */
  readonly since: Instant | null;
  readonly now: Instant;
  /** When any session was touched last, by the gateway's own clock; 0 where there is none. */
  readonly newest: Instant;
  /** Older evidence is not kept. */
  readonly keptFrom: Instant;
}

/** Clocks differ; by more than this, one of the two is wrong. */
const AHEAD = 5 * MINUTE;

/**
 * The instant from which counts are complete after this reading: at the first one as far back as everything that
 * counts reaches, later wherever something was missed. Null when nothing changes.
 */
export function findBeginning(coverage: Coverage): Instant | null {
  const { sources, page, marks, since, now, newest, keptFrom } = coverage;
  const needsLog = sources.providerErrors === "log";
  // What was settled while our clock was ahead lies in the future now, and is settled anew.
  if (since === null || since > now + AHEAD) {
    // Our clock is behind the record: how far back that reaches cannot be told of it, only that it ends there.
    if (newest > now + AHEAD) return newest;
    const reach = [keptFrom, ...reachOf(coverage), ...(needsLog ? [page.from ?? now] : [])];
    return Math.min(now, Math.max(...reach));
  }
  const readAt = Math.max(0, ...[...marks.sessions.values()].map((mark) => mark.readAt));
  const missed = [
    // A page that reaches back before the last reading leaves nothing out, however it came to be.
    ...(needsLog && page.gap && (page.from ?? now) > readAt ? [page.from ?? now] : []),
    ...coverage.transcripts.flatMap(({ session, complete, entries }) => {
      const [oldest, mark] = [entries[0]?.at ?? now, marks.sessions.get(session)];
      return !complete && mark !== undefined && oldest > mark.readAt ? [oldest] : [];
    }),
  ];
  return missed.length > 0 ? Math.max(since, ...missed) : null;
}

/** The oldest entry of all, and of transcripts that were cut, the oldest that was sent. */
function reachOf({ transcripts, now }: Coverage): readonly Instant[] {
  const oldest = transcripts.map(({ entries }) => entries[0]?.at ?? now);
  return [
    Math.min(now, ...oldest),
    ...transcripts.flatMap(({ complete }, index) => (complete ? [] : (oldest[index] ?? now))),
  ];
}
