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
export function hear(trace: TurnTrace, logged: LoggedEvidence, isNamed: (run: string) => boolean): Testimony {
  const isOwn = (line: Line): boolean => isAbout(line, trace, isNamed);
  const choices = logged.choices.filter(isOwn);
  const failed = [
    ...trace.tries.map(({ model, at }) => ({ model, at, witness: "attempt" as const })),
    ...logged.requests.filter((one) => isOwn(toLine(one))).map((one) => toFailed(one, "attempt")),
    ...logged.refusals.filter((one) => isOwn(toLine(one))).map((one) => toFailed(one, "refusal")),
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

/** Whose a line is, as far as it says. */
interface Line {
  readonly at: Instant;
  readonly run: string | null;
  readonly session: string | null;
  readonly sessionId: string | null;
}

/** A line that comes right after an answer, or right before its question was written down, still tells of it. */
const BESIDE = SECOND;

function isAbout(line: Line, trace: TurnTrace, isNamed: (run: string) => boolean): boolean {
  if (line.run !== null && trace.runs.includes(line.run)) return true;
  if (line.run !== null && (isNamed(line.run) || trace.runs.length > 0)) return false;
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
