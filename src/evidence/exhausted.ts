import type { FailureReason } from "../core/failure.ts";
import { MINUTE, SECOND, type Instant } from "../core/time.ts";
import type { Circumstances } from "./circumstances.ts";
import type { Transcript } from "../core/record.ts";
import type { ChainEnd, ChainMark } from "./readers/ends.ts";
import type { LoggedEvidence } from "./readers/log.ts";
import type { TurnTrace } from "./turns.ts";

/** Errors after which a gateway may stop at once; after others it tries the next model. */
const STOPS: ReadonlySet<FailureReason> = new Set([
  "not-found",
  "bad-request",
  "empty-400",
  "store-flag",
  "context-too-long",
  "content-filter",
  "route-mismatch",
  "no-credential",
  "other",
]);
/**
 * How long a turn may be silent before it counts as over: retries pause for some seconds between tries, and a
 * model that is known to be at work may think for minutes.
 */
const QUIET = { stops: 3 * SECOND, triesNext: 18 * SECOND, working: 15 * MINUTE } as const;

/** The turns of a gateway by the names of their runs. */
export type TurnsByRun = ReadonlyMap<string, TurnTrace>;

/** Whether a turn that has no answer is over without one. Never says so while a model may still answer. */
export function isExhausted(
  trace: TurnTrace,
  byRun: TurnsByRun,
  { ends, ongoing, stopped }: Pick<LoggedEvidence, "ends" | "ongoing" | "stopped">,
  { now, startedAt }: Pick<Circumstances, "now" | "startedAt">,
): boolean {
  if (trace.end.kind === "gave-up") return true;
  // Whoever stops what is tried without end had no answer of it.
  if (trace.retried !== null && trace.end.kind !== "answered") return true;
  if (trace.end.kind !== "open") return false;
  if (trace.runs.some((run) => stopped.has(run)) || ends.some((end) => concerns(end, trace, byRun))) return true;
  const { superseded } = trace.end;
  const last = trace.tries.at(-1);
  // Without any try it may have been answered together with the next one.
  if (last === undefined) return !superseded && isBefore(trace, startedAt);
  if (isBefore(trace, startedAt)) return true;
  // Turns may be tried side by side, so that a newer one alone does not end this one.
  const isWorking = !superseded && (trace.retrying || ongoing.some((mark) => concerns(mark, trace, byRun)));
  const quiet = isWorking ? QUIET.working : STOPS.has(last.failure.reason) ? QUIET.stops : QUIET.triesNext;
  return now - trace.lastAt > quiet;
}

/** Whether a turn that has no answer may still get one, or may soon be known to be over without one. */
export const isUndecided = ({ end, tries, lastAt }: TurnTrace, now: Instant): boolean =>
  end.kind === "open" && (!end.superseded || (tries.length > 0 && now - lastAt <= QUIET.triesNext));

/** What was under way when the gateway process ended is not taken up again. */
const isBefore = ({ lastAt }: TurnTrace, startedAt: Instant | null): boolean =>
  startedAt !== null && lastAt < startedAt;

/** Whether a line of the log is about this turn. */
export function concerns(mark: ChainMark, trace: TurnTrace, byRun: TurnsByRun): boolean {
  const named = mark.run === null ? undefined : byRun.get(mark.run);
  if (named !== undefined) return named === trace;
  // A run that no transcript names yet may be that of a question which had to wait, never that of another one.
  if (mark.run !== null && trace.runs.length > 0 && (mark.at <= trace.lastAt || !isWaiting(trace))) return false;
  if (mark.session !== null && mark.session !== trace.session) return false;
  if (mark.sessionId !== null && mark.sessionId !== trace.sessionId) return false;
  return mark.at >= trace.lastAt - SECOND && mark.at <= trace.lastAt + 2 * MINUTE;
}

const isWaiting = ({ end, askedAt, lastAt }: TurnTrace): boolean => end.kind === "open" && askedAt === lastAt;

/** Whether an end lies before what was read of its session's transcript: its turn may stand in the part that was cut. */
export function isBeforeCut(end: ChainEnd, transcripts: readonly Transcript[], traces: readonly TurnTrace[]): boolean {
  return transcripts.some(({ session, sessionId, complete }) => {
    if (complete || (session !== end.session && (sessionId === null || sessionId !== end.sessionId))) return false;
    return end.at < Math.min(...traces.flatMap((trace) => (trace.session === session ? [trace.askedAt] : [])));
  });
}
