import type { Evidence, FailedAttempt, Turn } from "../core/evidence.ts";
import { formatModel, type ModelRef } from "../core/model.ts";
import type { LogEntry, RecordSources, Transcript } from "../core/record.ts";
import { MINUTE, SECOND, type Instant } from "../core/time.ts";
import { classify, classifyBy } from "./classify.ts";
import type { ChainEnd } from "./readers/ends.ts";
import { readLog } from "./readers/log.ts";
import { readSummary } from "./readers/summary.ts";
import { traceTurns, type TurnTrace } from "./turns.ts";

/** What the readings of one gateway are understood against. */
export interface Circumstances {
  readonly sources: RecordSources;
  readonly now: Instant;
  /** When the gateway process started; runs asked before it are over. */
  readonly startedAt: Instant | null;
  agentOf(session: string): string;
  /** What a session was set to at an instant; null when that is not known. */
  selectedAt(session: string, at: Instant): ModelRef | null;
  /** The keys of this gateway's sessions by the ids that its log uses. */
  readonly sessionsById: ReadonlyMap<string, string>;
}

/** Errors after which a gateway tries the next model; after others it stops at once. */
const TRIES_NEXT = new Set([
  "unauthorized",
  "forbidden",
  "rate-limit",
  "server",
  "timeout",
  "resting",
  "unknown-model",
]);
/** How long a turn may be silent before it counts as over: retries pause for some seconds between tries. */
const QUIET = { stops: 3 * SECOND, triesNext: 18 * SECOND } as const;
/** How far a log line and the transcript entry of the same attempt may lie apart. */
const NEAR = 15 * SECOND;

/** Turns readings of one gateway into evidence. Pure: the same readings give the same keys. */
export function assemble(transcripts: readonly Transcript[], log: readonly LogEntry[], known: Circumstances): Evidence {
  const traces = transcripts.flatMap(traceTurns);
  const logged = readLog(log, known.sources, createOwnership(traces, known.sessionsById));
  const agentOf = (session: string | null) => (session === null ? null : known.agentOf(session));
  const fromTurns =
    known.sources.providerErrors === "transcripts" ? traces.flatMap((trace) => toAttempts(trace, known)) : [];
  const sessionOfRun = new Map(
    traces.flatMap((trace) => (trace.run === null ? [] : [[trace.run, trace.session] as const])),
  );
  const given = known.sources.localRefusals === "decisions" ? traces.flatMap((trace) => toGivenUp(trace, known)) : [];
  const fromLog = logged.attempts.map((attempt) => {
    const session = attempt.session ?? (attempt.run === null ? null : (sessionOfRun.get(attempt.run) ?? null));
    return { ...attempt.failed, session, agent: agentOf(session) };
  });
  const turns = traces.flatMap((trace) => toTurn(trace, logged.ends, known) ?? []);
  return {
    attempts: [...fromTurns, ...fromLog, ...given],
    turns: [...turns, ...unwrittenTurns(traces, logged.ends, known)],
  };
}

/** Log files may be shared by all gateways of a host: only what belongs to this one is counted. */
function createOwnership(traces: readonly TurnTrace[], sessions: ReadonlyMap<string, string>) {
  const runs = new Set(traces.flatMap((trace) => trace.run ?? []));
  return {
    ownsRun: (run: string) => runs.has(run),
    ownsSession: (sessionId: string) => sessions.has(sessionId),
    ownsInstant: (at: Instant) => traces.some((trace) => at >= trace.askedAt - NEAR && at <= trace.lastAt + NEAR),
  };
}

function toAttempts(trace: TurnTrace, known: Circumstances): readonly FailedAttempt[] {
  return trace.tries.map((tried) => ({
    key: `${trace.key}/${formatModel(tried.model)}`,
    session: trace.session,
    agent: known.agentOf(trace.session),
    model: tried.model,
    at: tried.at,
    endedBy: "provider",
    ...classifyBy("provider", { message: tried.message, reason: null, status: null }),
  }));
}

/** What the gateway's own last word on a turn says of each model it passed over; its log leaves repetitions out. */
function toGivenUp(trace: TurnTrace, known: Circumstances): readonly FailedAttempt[] {
  if (trace.end.kind !== "gave-up") return [];
  const { at, message } = trace.end;
  return readSummary(message).map(({ model, message: why }) => ({
    key: `${trace.key}/${formatModel(model)}`,
    session: trace.session,
    agent: known.agentOf(trace.session),
    model,
    at,
    endedBy: "gateway",
    ...classifyBy("gateway", { message: why, reason: null, status: null }),
  }));
}

function toTurn(trace: TurnTrace, ends: readonly ChainEnd[], known: Circumstances): Turn | null {
  const base = { key: trace.key, session: trace.session, agent: known.agentOf(trace.session) };
  if (trace.end.kind === "answered") {
    const { at, model } = trace.end;
    return { ...base, at, answeredBy: model, selected: known.selectedAt(trace.session, at) };
  }
  if (!isExhausted(trace, ends, known)) return null;
  const at = trace.end.kind === "gave-up" ? trace.end.at : trace.lastAt;
  return { ...base, at, answeredBy: null, selected: known.selectedAt(trace.session, at) };
}

function isExhausted(trace: TurnTrace, ends: readonly ChainEnd[], known: Circumstances): boolean {
  if (trace.end.kind === "gave-up") return true;
  if (trace.end.kind !== "open") return false;
  if (ends.some((end) => endsTurn(end, trace))) return true;
  const last = trace.tries.at(-1);
  // Without any try it may have been answered together with the next one; only a restart surely ended it.
  if (last === undefined) return known.startedAt !== null && trace.askedAt < known.startedAt;
  if (trace.end.superseded) return true;
  const { reason } = classify({ message: last.message, reason: null, status: null });
  const quiet = TRIES_NEXT.has(reason) ? QUIET.triesNext : QUIET.stops;
  return known.now - trace.lastAt > quiet;
}

function endsTurn(end: ChainEnd, trace: TurnTrace): boolean {
  if (end.run !== null && trace.run !== null) return end.run === trace.run;
  if (end.session !== null && end.session !== trace.session) return false;
  if (end.sessionId !== null && end.sessionId !== trace.sessionId) return false;
  return end.at >= trace.lastAt - SECOND && end.at <= trace.lastAt + 2 * MINUTE;
}

/** Chains in which nothing was ever asked of a provider may leave no transcript entry at all. */
function unwrittenTurns(
  traces: readonly TurnTrace[],
  ends: readonly ChainEnd[],
  known: Circumstances,
): readonly Turn[] {
  return ends.flatMap((end) => {
    const session = end.session ?? known.sessionsById.get(end.sessionId ?? "");
    if (!end.local || session === undefined || traces.some((trace) => endsTurn(end, trace))) return [];
    const { at } = end;
    const key = end.run === null ? `${session}!${at}` : `run:${end.run}`;
    return [
      { key, session, agent: known.agentOf(session), at, answeredBy: null, selected: known.selectedAt(session, at) },
    ];
  });
}
