import type { FailedAttempt, Rest } from "../../core/evidence.ts";
import { toFacts } from "../../core/failure.ts";
import { formatModel, type ModelRef } from "../../core/model.ts";
import type { LogEntry, RecordSources } from "../../core/record.ts";
import type { Instant } from "../../core/time.ts";
import { filtering, flatMapping, type Work } from "../../lib/in-turns.ts";
import { readEnds, readOngoing, type ChainEnd, type ChainMark } from "./ends.ts";

/** Tells the lines of this gateway from those of others that write to the same file. */
export interface Ownership {
  ownsRun(run: string): boolean;
  ownsSession(sessionId: string): boolean;
  ownsSessionKey(session: string): boolean;
  /**
   * Whether something of this gateway was under way at that time, the last resort for lines that do not say
   * whose they are: in that session when the line names one, and in a run without a name when it names a run.
   */
  ownsInstant(line: { readonly at: Instant; readonly run: string | null; readonly session: string | null }): boolean;
}

export interface LoggedAttempt {
  readonly run: string | null;
  readonly session: string | null;
  readonly sessionId: string | null;
  readonly failed: Omit<FailedAttempt, "session" | "agent">;
}

/** What a decision of a chain says of its run: what it asked for, and what had failed or was passed over by then. */
interface LoggedChoice {
  readonly at: Instant;
  readonly run: string | null;
  readonly session: null;
  readonly sessionId: string | null;
  readonly requested: ModelRef | null;
  readonly failed: readonly ModelRef[];
}

/** A chain that ended with an answer, by its own decision. */
interface LoggedAnswer {
  readonly at: Instant;
  readonly run: string;
  readonly model: ModelRef;
}

export interface LoggedEvidence {
  /** Requests that reached a provider and ended in an error. */
  readonly requests: readonly LoggedAttempt[];
  /** What the gateway refused by itself. */
  readonly refusals: readonly LoggedAttempt[];
  readonly choices: readonly LoggedChoice[];
  readonly answers: readonly LoggedAnswer[];
  readonly ends: readonly ChainEnd[];
  readonly ongoing: readonly ChainMark[];
  /** Runs of messages that ended in an error. */
  readonly stopped: ReadonlySet<string>;
  /** Logins of this gateway that are left alone. */
  readonly rests: readonly Rest[];
}

type Decision = Extract<LogEntry, { kind: "decision" }>;
type ProviderError = Extract<LogEntry, { kind: "provider-error" }>;

/** What a gateway's log adds to its transcripts: refusals, ends of chains, and on newer releases provider errors. */
export function* readLog(entries: readonly LogEntry[], sources: RecordSources, own: Ownership): Work<LoggedEvidence> {
  const decisions = entries.filter((entry): entry is Decision => entry.kind === "decision");
  const sessionIdOf = new Map(
    decisions.flatMap((line) => (line.run && line.sessionId ? [[line.run, line.sessionId]] : [])),
  );
  const owned = (run: string | null, at: Instant): boolean => {
    if (run !== null && own.ownsRun(run)) return true;
    const sessionId = run === null ? undefined : sessionIdOf.get(run);
    return sessionId === undefined ? own.ownsInstant({ at, run, session: null }) : own.ownsSession(sessionId);
  };
  const asked = yield* flatMapping(entries, (entry): readonly ProviderError[] =>
    entry.kind === "provider-error" && owned(entry.run, entry.at) ? [entry] : [],
  );
  const askedNames = new Set(asked.map((entry) => `${entry.run}/${formatModel(entry.model)}`));
  const mine = yield* filtering(decisions, (line) => owned(line.run, line.at));
  const refusals = sources.localRefusals === "decisions" ? mine.flatMap((line) => toRefusals(line, askedNames)) : [];
  const lanes =
    sources.localRefusals === "lane-errors" ? yield* flatMapping(entries, (entry) => readLane(entry, own)) : [];
  const ends = yield* filtering(readEnds(entries, askedNames), ({ run, session, at }) =>
    run === null && session !== null ? own.ownsSessionKey(session) : owned(run, at),
  );
  const summed = sources.localRefusals === "decisions" ? ends.flatMap((end) => toSummed(end, askedNames)) : [];
  const rests = yield* flatMapping(entries, (entry) =>
    entry.kind === "rested" && owned(entry.run, entry.at) ? [entry.rest] : [],
  );
  const withSession = (one: LoggedAttempt): LoggedAttempt => ({
    ...one,
    sessionId: one.sessionId ?? sessionIdOf.get(one.run ?? "") ?? null,
  });
  return {
    requests: asked.map(toRequest).map(withSession),
    refusals: [...refusals, ...summed, ...lanes].map(withSession),
    choices: mine.map(toChoice),
    answers: mine.flatMap(({ run, at, outcome, candidate: model }) =>
      run !== null && outcome === "served" ? [{ run, at, model }] : [],
    ),
    ends,
    ongoing: readOngoing(mine),
    stopped: new Set(entries.flatMap((entry) => (entry.kind === "message-failed" ? [entry.run] : []))),
    rests,
  };
}

const toChoice = ({ at, run, sessionId, requested, candidate, outcome, failedBefore }: Decision): LoggedChoice => ({
  at,
  run,
  session: null,
  sessionId,
  requested,
  failed: [...failedBefore.map(({ model }) => model), ...(outcome === "served" ? [] : [candidate])],
});

function toRequest(line: ProviderError): LoggedAttempt {
  const failed = {
    key: `run:${line.run}/${formatModel(line.model)}`,
    model: line.model,
    at: line.at,
    endedBy: "provider" as const,
    ...toFacts("provider", line.failure),
  };
  return { run: line.run, session: null, sessionId: null, failed };
}

/** The candidates of a decision that no provider was asked for, those of before it included: newer releases skip repeated lines. */
function toRefusals(line: Decision, asked: ReadonlySet<string>): readonly LoggedAttempt[] {
  if (line.run === null) return [];
  const run = line.run;
  const tried = [...line.failedBefore];
  if (line.failure !== null) tried.push({ model: line.candidate, failure: line.failure });
  return tried.flatMap((attempt) => {
    const name = `${run}/${formatModel(attempt.model)}`;
    const skipped = line.outcome === "passed-over" && attempt.model === line.candidate;
    if (asked.has(name) || (!skipped && !attempt.failure.local)) return [];
    const failed = {
      key: `run:${name}`,
      model: attempt.model,
      at: line.at,
      endedBy: "gateway" as const,
      ...toFacts("gateway", attempt.failure),
    };
    return [{ run, session: null, sessionId: null, failed }];
  });
}

/** The refusals that the last word on a turn names: lines of single ones that repeat are left out by newer releases. */
function toSummed({ run, at, refused }: ChainEnd, asked: ReadonlySet<string>): readonly LoggedAttempt[] {
  if (run === null) return [];
  return refused.flatMap(({ model, failure }) => {
    const name = `${run}/${formatModel(model)}`;
    if (asked.has(name)) return [];
    const failed = { key: `run:${name}`, model, at, endedBy: "gateway" as const, ...toFacts("gateway", failure) };
    return [{ run, session: null, sessionId: null, failed }];
  });
}

/** Up to 2026.3.8 a refusal leaves one line per attempt, with the session's key and the reason as text. */
function readLane(entry: LogEntry, own: Ownership): readonly LoggedAttempt[] {
  if (entry.kind !== "lane-error" || !own.ownsInstant({ ...entry, run: null })) return [];
  if (!entry.failure.local) return [];
  const model = entry.model ?? NOBODY;
  const failed = {
    key: `${entry.session}@${entry.at}/${formatModel(model)}`,
    model,
    at: entry.at,
    endedBy: "gateway" as const,
    ...toFacts("gateway", entry.failure),
  };
  return [{ run: null, session: entry.session, sessionId: null, failed }];
}

export const NOBODY: ModelRef = { provider: "unknown", model: "unknown" };
