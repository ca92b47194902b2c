import type { Turn } from "../core/evidence.ts";
import type { TurnsByRun } from "./exhausted.ts";
import type { LoggedEvidence } from "./readers/log.ts";
import type { TurnTrace } from "./turns.ts";
import { runsOf } from "./witness.ts";

/**
 * The answer of a heartbeat that its transcript does not show, because it found nothing to tell: where a model failed before,
 * a decision in the log tells of it. Whatever else is open is still to be answered there.
 */
export function findUnseen(
  trace: TurnTrace,
  byRun: TurnsByRun,
  logged: LoggedEvidence,
): Pick<Turn, "at" | "answeredBy"> | null {
  if (!trace.isHeartbeat || trace.end.kind !== "open" || trace.tries.length === 0) return null;
  const runs = new Set([...trace.triedIn, ...runsOf(trace, logged, (run) => byRun.has(run))]);
  const answer = logged.answers.find(({ run }) => runs.has(run));
  return answer === undefined ? null : { at: answer.at, answeredBy: answer.model };
}
