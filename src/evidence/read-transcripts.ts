import type { GatewaySession, SessionRow } from "../core/gateway.ts";
import type { ReadMarks } from "../core/ledger.ts";
import type { Transcript } from "../core/record.ts";
import { MINUTE, type Instant } from "../core/time.ts";

/** A turn may go on for this long after its session was touched last (3.2 touches it only at the start). */
export const LONGEST_TURN = 30 * MINUTE;
const PAGE = { first: 1_000, again: 100 } as const;
const AT_ONCE = 4;

type Marks = ReadMarks["sessions"];

/** Whether a session's transcript may have gained something since it was read last. */
export function isStale({ key, updatedAt, running }: SessionRow, marks: Marks): boolean {
  const mark = marks.get(key);
  return (
    running === true || mark === undefined || mark.updatedAt !== updatedAt || mark.readAt < updatedAt + LONGEST_TURN
  );
}

/** Reads the newest entries of sessions, and all of those that were never read or have gained too many. */
export async function readTranscripts(
  session: GatewaySession,
  keys: readonly string[],
  marks: Marks,
  signal?: AbortSignal,
): Promise<readonly Transcript[]> {
  const transcripts: Transcript[] = [];
  const waiting = [...keys];
  const work = async (): Promise<void> => {
    for (let key = waiting.shift(); key !== undefined; key = waiting.shift()) {
      transcripts.push(await readOne(session, key, marks.get(key)?.readAt ?? null, signal));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return transcripts;
}

async function readOne(
  session: GatewaySession,
  key: string,
  readAt: Instant | null,
  signal?: AbortSignal,
): Promise<Transcript> {
  if (readAt === null) return session.transcript(key, PAGE.first, signal);
  const page = await session.transcript(key, PAGE.again, signal);
  const oldest = page.entries[0]?.at ?? 0;
  // The page must reach back before the last reading, and before the turn that was open then.
  return page.complete || oldest < readAt - LONGEST_TURN ? page : session.transcript(key, PAGE.first, signal);
}
