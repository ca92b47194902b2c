import type { Evidence, FailedAttempt, RetriedTurn, Turn } from "../core/evidence.ts";
import { toFacts } from "../core/failure.ts";
import { formatModel, isSameRoute } from "../core/model.ts";
import type { LogEntry, Transcript } from "../core/record.ts";
import type { Circumstances } from "./circumstances.ts";
import { isBeforeCut, isExhausted, type TurnsByRun } from "./exhausted.ts";
import { createOwnership } from "./ownership.ts";
import { readLog, type LoggedAttempt, type LoggedEvidence } from "./readers/log.ts";
import { filtering, flatMapping, type Work } from "../lib/in-turns.ts";
import { createJudge } from "./judge.ts";
import { traceHidden } from "./hidden.ts";
import { readLone, type LoneRefusal } from "./readers/lone.ts";
import { findUnseen } from "./unseen.ts";
import { createHearing, type Hearing } from "./witness.ts";
import { isLogged, splitGivenUp } from "./split-given-up.ts";
import { nameTries } from "./tries.ts";
import { traceTurns, type TurnTrace } from "./turns.ts";
import { loneTurns, toUnwritten } from "./unwritten.ts";

/** What no lines and no entries say. */
export const NO_EVIDENCE: Evidence = { attempts: [], turns: [], rests: [], retried: [] };

/**
 * Turns readings of one gateway into evidence. Pure: the same readings give the same keys. Whoever sends many turns and
 * many lines has each looked at for each, so that this may pause between any two.
 */
export function* assemble(
  transcripts: readonly Transcript[],
  log: readonly LogEntry[],
  known: Circumstances,
): Work<Evidence> {
  const written: TurnTrace[] = [];
  for (const one of transcripts) {
    const tries = yield* nameTries(one, log, known.sessionsById);
    written.push(...traceTurns(one, { known: known.retried ?? [], tries }));
    yield;
  }
  const byRun = new Map<string, TurnTrace>();
  for (const trace of written) for (const run of trace.runs) byRun.set(run, trace);
  const logged = yield* readLog(log, known.sources, createOwnership(transcripts, written, byRun, known));
  const hidden = yield* traceHidden(logged, transcripts, { traces: written, byRun }, known);
  for (const trace of hidden) for (const run of trace.runs) byRun.set(run, trace);
  const { ends } = logged;
  const split = ends.length === 0 ? written : yield* flatMapping(written, (trace) => splitGivenUp(trace, ends));
  const traces = [...split, ...hidden];
  const agentOf = (session: string | null) => (session === null ? null : known.agentOf(session));
  const hear = createHearing(logged, (run) => byRun.has(run));
  // Where the log tells of it too, it names the run, and with it the key.
  const untold =
    known.sources.localRefusals === "decisions" ? yield* filtering(traces, (one) => !isLogged(one, ends)) : [];
  const given = untold.flatMap((trace) => toGivenUp(trace, known));
  const toFailed = (attempt: LoggedAttempt): FailedAttempt => {
    const session = attempt.session ?? (attempt.run === null ? null : (byRun.get(attempt.run)?.session ?? null));
    return { ...attempt.failed, session, agent: agentOf(session) };
  };
  const requests =
    known.sources.providerErrors === "log"
      ? logged.requests.map(toFailed)
      : [
          ...traces.flatMap((trace) => toAttempts(trace, known)),
          ...leftOut(logged.requests, traces, byRun).map(toFailed),
        ];
  const read = { traces, byRun, logged, hear };
  const isOwn = ({ session }: LoneRefusal): boolean => transcripts.some((one) => one.session === session);
  const lone =
    known.sources.localRefusals === "decisions" ? (yield* readLone(log, known.now, toIdOf(known))).filter(isOwn) : [];
  const alone = loneTurns(lone, traces, known);
  const turns = yield* judgeTurns(read, known);
  const covered = yield* filtering(ends, (end) => !isBeforeCut(end, transcripts, traces));
  const unwritten = yield* flatMapping(covered, (end) => toUnwritten(end, read, known));
  return {
    attempts: [...requests, ...logged.refusals.map(toFailed), ...given, ...alone.attempts],
    turns: [...turns, ...unwritten, ...alone.turns],
    rests: logged.rests,
    retried: traces.flatMap((trace) => toRetried(trace, known)),
  };
}

const toIdOf = ({ sessionsById }: Circumstances) => {
  const ids = new Map([...sessionsById].map(([id, key]) => [key, id]));
  return (session: string): string | null => ids.get(session) ?? null;
};

function toRetried(trace: TurnTrace, known: Circumstances): readonly RetriedTurn[] {
  const { key, session, lastAt, retried, tries, end } = trace;
  const model = tries.at(-1)?.model;
  if (retried === null || model === undefined) return [];
  const over = end.kind !== "open" || (known.startedAt !== null && lastAt < known.startedAt);
  return [{ ...retried, key, session, agent: known.agentOf(session), model, lastAt, over }];
}

function toAttempts(trace: TurnTrace, known: Circumstances): readonly FailedAttempt[] {
  return trace.tries.map((tried) => ({
    key: `${trace.key}/${formatModel(tried.model)}`,
    session: trace.session,
    agent: known.agentOf(trace.session),
    model: tried.model,
    at: tried.at,
    endedBy: "provider",
    ...toFacts("provider", tried.failure),
  }));
}

/**
 * Requests of turns that their transcript does not show: 2026.5 leaves the last failure of an exhausted chain out. They
 * get the key that the transcript would give them.
 */
function leftOut(
  requests: readonly LoggedAttempt[],
  traces: readonly TurnTrace[],
  byRun: TurnsByRun,
): readonly LoggedAttempt[] {
  if (requests.length === 0) return [];
  const byTries = new Map(traces.flatMap((trace) => trace.triedIn.map((run) => [run, trace])));
  return requests.flatMap((request) => {
    const trace = byRun.get(request.run ?? "") ?? byTries.get(request.run ?? "");
    if (trace === undefined || trace.tries.some(({ model }) => isSameRoute(model, request.failed.model))) return [];
    const { session, key } = trace;
    return [{ ...request, session, failed: { ...request.failed, key: `${key}/${formatModel(request.failed.model)}` } }];
  });
}

/** What the gateway's own last word on a turn says of each model it passed over; its log leaves repetitions out. */
function toGivenUp(trace: TurnTrace, known: Circumstances): readonly FailedAttempt[] {
  if (trace.end.kind !== "gave-up") return [];
  const { at, refused } = trace.end;
  return refused.map(({ model, failure }) => ({
    key: `${trace.key}/${formatModel(model)}`,
    session: trace.session,
    agent: known.agentOf(trace.session),
    model,
    at,
    endedBy: "gateway",
    ...toFacts("gateway", failure),
  }));
}

/** What was read, put together. */
interface Read {
  readonly traces: readonly TurnTrace[];
  readonly byRun: TurnsByRun;
  readonly logged: LoggedEvidence;
  readonly hear: Hearing;
}

/** Turns of a session in their order, since what one stood on may tell of the next. */
function* judgeTurns({ traces, byRun, logged, hear }: Read, known: Circumstances): Work<readonly Turn[]> {
  const turns: Turn[] = [];
  const inOrder = traces.toSorted((a, b) => a.askedAt - b.askedAt);
  for (const [session, own] of Map.groupBy(inOrder, (trace) => trace.session)) {
    const judge = createJudge(session, known.wishes);
    const agent = known.agentOf(session);
    for (const trace of own) {
      yield;
      const end = toEnd(trace, byRun, logged, known);
      if (end === null) continue;
      const verdict = judge.judge(trace, end.answeredBy, hear(trace));
      turns.push({ ...verdict, ...end, key: trace.key, session, agent });
    }
  }
  return turns;
}

function toEnd(
  trace: TurnTrace,
  byRun: TurnsByRun,
  logged: LoggedEvidence,
  known: Circumstances,
): Pick<Turn, "at" | "answeredBy" | "api" | "reported" | "cost"> | null {
  if (trace.end.kind === "answered") {
    const { at, model, api, reported, cost } = trace.end;
    return {
      at,
      answeredBy: model,
      ...(api !== null && { api }),
      ...(reported !== null && { reported }),
      ...(cost !== null && { cost }),
    };
  }
  const unseen = findUnseen(trace, byRun, logged);
  if (unseen !== null || !isExhausted(trace, byRun, logged, known)) return unseen;
  return { at: trace.end.kind === "gave-up" ? trace.end.at : trace.lastAt, answeredBy: null };
}
