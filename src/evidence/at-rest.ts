import type { SessionRow } from "../core/gateway.ts";
import type { ReadMark, ReadMarks } from "../core/ledger.ts";
import type { LogEntry } from "../core/record.ts";
import type { Instant } from "../core/time.ts";
import { UNSETTLED } from "./follow-log.ts";
import { LONGEST_TURN } from "./read-transcripts.ts";

/**
 * Sessions of which the ledger holds all there is: nothing was under way when they were read last, no one touched them
 * since, and no line is new that may be about them. A line that does not say whose it is may be about any that was
 * at work when it was written.
 */
export function findAtRest(
  rows: readonly SessionRow[],
  marks: ReadMarks["sessions"],
  lines: readonly LogEntry[],
  owners: readonly (string | null)[],
): ReadonlySet<string> {
  const told = new Map<string, Instant>();
  const nameless: Instant[] = [];
  for (const [index, { at }] of lines.entries()) {
    const owner = owners[index] ?? null;
    if (owner === null) nameless.push(at);
    else told.set(owner, Math.max(told.get(owner) ?? 0, at));
  }
  const isTold = ({ key, updatedAt }: SessionRow, readAt: Instant): boolean =>
    (told.get(key) ?? 0) > readAt - UNSETTLED ||
    nameless.some((at) => at > updatedAt - LONGEST_TURN && at <= updatedAt + UNSETTLED);
  return new Set(
    rows.flatMap((row) => {
      const mark = marks.get(row.key);
      return mark !== undefined && isAsRead(row, mark) && !isTold(row, mark.readAt) ? [row.key] : [];
    }),
  );
}

const isAsRead = ({ updatedAt, running }: SessionRow, mark: ReadMark): boolean =>
  running !== true && mark.updatedAt === updatedAt && (mark.isAtRest || mark.readAt >= updatedAt + LONGEST_TURN);
