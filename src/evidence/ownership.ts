import type { Transcript } from "../core/record.ts";
import { SECOND } from "../core/time.ts";
import type { Circumstances } from "./circumstances.ts";
import type { TurnsByRun } from "./exhausted.ts";
import type { Ownership } from "./readers/log.ts";
import type { TurnTrace } from "./turns.ts";

/** How far a log line and the transcript entry of the same attempt may lie apart. */
const NEAR = 15 * SECOND;

/** Log files may be shared by all gateways of a host: only what belongs to this one is counted. */
export function createOwnership(
  transcripts: readonly Transcript[],
  traces: readonly TurnTrace[],
  byRun: TurnsByRun,
  { sessionsById, heard }: Circumstances,
): Ownership {
  const read = new Set(transcripts.map(({ session }) => session));
  const sessions = new Set([...sessionsById.values(), ...read]);
  const unnamed = traces.filter(({ runs }) => runs.length === 0);
  return {
    ownsRun: (run) => byRun.has(run) || read.has(heard?.get(run) ?? ""),
    ownsSession: (sessionId) => sessionsById.has(sessionId),
    ownsSessionKey: (session) => sessions.has(session),
    ownsInstant: ({ at, run, session }) =>
      (run === null ? traces : unnamed).some(
        (trace) =>
          at >= trace.askedAt - NEAR && at <= trace.lastAt + NEAR && (session === null || trace.session === session),
      ),
  };
}
