import type { Transcript } from "../core/record.ts";
import { readSessionKey } from "../core/session-key.ts";
import type { Instant } from "../core/time.ts";

/**
 * The natural key of a turn. The session of a job's run has the id of that run: where it is gone when it ends, the run is told
 * of by that id elsewhere, and is the same turn if its session was read before.
 */
export function keyOf(transcript: Transcript, run: string | undefined, askedAt: Instant): string {
  const { session, sessionId, complete, entries } = transcript;
  if (run !== undefined) return `run:${run}`;
  const isFirst = complete && entries[0]?.at === askedAt;
  const isJobs = isFirst && sessionId !== null && readSessionKey(session).job !== null;
  return isJobs ? `run:${sessionId}` : `${sessionId ?? session}@${askedAt}`;
}
