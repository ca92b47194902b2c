import type { ReadMarks } from "../core/ledger.ts";
import type { LogPage, RecordSources, Transcript } from "../core/record.ts";
import type { Instant } from "../core/time.ts";

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
  /** Older evidence is not kept. */
  readonly keptFrom: Instant;
}

/**
 * The instant from which counts are complete after this reading: at the first one as far back as everything that
 * counts reaches, later wherever something was missed. Null when nothing changes.
 */
export function findBeginning(coverage: Coverage): Instant | null {
  const { sources, page, marks, since, now, keptFrom } = coverage;
  const needsLog = sources.providerErrors === "log";
  if (since === null) {
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
  return missed.length > 0 ? Math.max(...missed) : null;
}

/** The oldest entry of all, and of transcripts that were cut, the oldest that was sent. */
function reachOf({ transcripts, now }: Coverage): readonly Instant[] {
  const oldest = transcripts.map(({ entries }) => entries[0]?.at ?? now);
  return [
    Math.min(now, ...oldest),
    ...transcripts.flatMap(({ complete }, index) => (complete ? [] : (oldest[index] ?? now))),
  ];
}
