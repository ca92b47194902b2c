import type { Witness } from "../core/evidence.ts";
import type { ModelRef } from "../core/model.ts";
import { SECOND, type Instant } from "../core/time.ts";
import type { LoggedAttempt, LoggedEvidence } from "./readers/log.ts";
import type { TurnTrace } from "./turns.ts";

/** What a run itself says of the models it asked. */
export interface Testimony {
  /** The model it asked for first; null when it does not say. */
  readonly requested: ModelRef | null;
  /** The models that failed in it or were passed over, in order. */
  readonly failed: readonly { readonly model: ModelRef; readonly witness: Witness }[];
}

/** Everything that bears witness of one turn: its own transcript entries, and the lines of its own run. */
export type Hearing = (trace: TurnTrace) => Testimony;

/** `isNamed`: whether a run is one that a transcript names. */
export function createHearing(logged: LoggedEvidence, isNamed: (run: string) => boolean): Hearing {
  const choicesOf = createOwnLines(logged.choices, (one) => one, isNamed);
  const requestsOf = createOwnLines(logged.requests, toLine, isNamed);
  const refusalsOf = createOwnLines(logged.refusals, toLine, isNamed);
  return (trace) => {
    const [choices, requests, refusals] = [choicesOf(trace), requestsOf(trace), refusalsOf(trace)];
    if (trace.tries.length + choices.length + requests.length + refusals.length === 0) return NOTHING;
    return toTestimony(trace, choices, requests, refusals);
  };
}

const NOTHING: Testimony = { requested: null, failed: [] };

function toTestimony(
  { tries }: TurnTrace,
  choices: LoggedEvidence["choices"],
  requests: readonly LoggedAttempt[],
  refusals: readonly LoggedAttempt[],
): Testimony {
  const failed = [
    ...tries.map(({ model, at }) => ({ model, at, witness: "attempt" as const })),
    ...requests.map((one) => toFailed(one, "attempt")),
    ...refusals.map((one) => toFailed(one, "refusal")),
    ...choices.flatMap(({ at, failed: models }) =>
      models.map((model) => ({ model, at, witness: "decision" as const })),
    ),
  ].toSorted((a, b) => a.at - b.at);
  const requested =
    choices.find((choice) => choice.requested !== null)?.requested ??
    failed.find(({ model }) => model.provider !== "unknown")?.model ??
    null;
  return { requested, failed };
}

/** The runs of a turn, by the lines that tell of what failed in it where its transcript names none. */
export function runsOf(trace: TurnTrace, logged: LoggedEvidence, isNamed: (run: string) => boolean): readonly string[] {
  const lines = [...logged.requests.map(toLine), ...logged.choices];
  return lines.flatMap((line) => {
    if (line.run === null) return [];
    const isOwn = trace.runs.includes(line.run) || (!isNamed(line.run) && isBeside(line, trace));
    return isOwn ? [line.run] : [];
  });
}

/** Whose a line is, as far as it says. */
interface Line {
  readonly at: Instant;
  readonly run: string | null;
  readonly session: string | null;
  readonly sessionId: string | null;
}

/** A line that comes right after an answer, or right before its question was written down, still tells of it. */
const BESIDE = SECOND;

/**
 * Finds the lines about a turn, in their order. Most name a run of a transcript: every turn looks at its own of these,
 * and at those that name none.
 */
function createOwnLines<T>(
  all: readonly T[],
  toLine: (one: T) => Line,
  isNamed: (run: string) => boolean,
): (trace: TurnTrace) => readonly T[] {
  if (all.length === 0) return () => [];
  const lines = all.map((one, place) => ({ one, place, line: toLine(one) }));
  const byRun = Map.groupBy(lines, ({ line }) => line.run);
  const others = lines.filter(({ line }) => line.run === null || !isNamed(line.run));
  return (trace) => {
    const beside = others.filter(({ line }) => isBeside(line, trace));
    const own = trace.runs.flatMap((run) => byRun.get(run) ?? []);
    return [...own, ...beside].toSorted((a, b) => a.place - b.place).map(({ one }) => one);
  };
}

/** Whether a line that names no run of a transcript is about a turn all the same. */
function isBeside(line: Line, trace: TurnTrace): boolean {
  if (line.run !== null && trace.runs.length > 0) return false;
  const names = line.session !== null || line.sessionId !== null;
  if (!names || (line.session !== null && line.session !== trace.session)) return false;
  if (line.sessionId !== null && line.sessionId !== trace.sessionId) return false;
  return line.at >= trace.askedAt - BESIDE && line.at <= trace.lastAt + BESIDE;
}

const toLine = ({ run, session, sessionId, failed }: LoggedAttempt): Line => ({
  at: failed.at,
  run,
  session,
  sessionId,
});
const toFailed = ({ failed }: LoggedAttempt, witness: Witness) => ({ model: failed.model, at: failed.at, witness });
