import type { FailedAttempt, Turn } from "../core/evidence.ts";
import { toFacts } from "../core/failure.ts";
import { formatModel } from "../core/model.ts";
import { SECOND } from "../core/time.ts";
import type { Circumstances } from "./circumstances.ts";
import { concerns, type TurnsByRun } from "./exhausted.ts";
import { createJudge } from "./judge.ts";
import type { ChainEnd } from "./readers/ends.ts";
import { NOBODY } from "./readers/log.ts";
import type { LoneRefusal } from "./readers/lone.ts";
import type { TurnTrace } from "./turns.ts";
import type { Hearing } from "./witness.ts";

/** What is known of a turn of which nothing was written down. */
export const NOTHING: Omit<TurnTrace, "key" | "session" | "askedAt" | "lastAt"> = {
  sessionId: null,
  runs: [],
  isHeartbeat: false,
  tries: [],
  triedIn: [],
  retried: null,
  retrying: false,
  end: { kind: "open", superseded: false },
};

interface Written {
  readonly traces: readonly TurnTrace[];
  readonly byRun: TurnsByRun;
  readonly hear: Hearing;
}

/** Chains in which nothing was ever asked of a provider may leave no transcript entry at all. */
export function toUnwritten(end: ChainEnd, { traces, byRun, hear }: Written, known: Circumstances): readonly Turn[] {
  const session = end.session ?? known.sessionsById.get(end.sessionId ?? "");
  if (!end.local || session === undefined || traces.some((trace) => concerns(end, trace, byRun))) return [];
  const { at } = end;
  const key = end.run === null ? `${session}!${at}` : `run:${end.run}`;
  // Nothing was written down of it but its end.
  const trace = { ...NOTHING, key, session, runs: end.run === null ? [] : [end.run], askedAt: at, lastAt: at };
  const testimony = hear({ ...trace, sessionId: end.sessionId });
  const verdict = createJudge(session, known.wishes).judge(trace, null, testimony);
  return [{ key, session, agent: known.agentOf(session), at, answeredBy: null, ...verdict }];
}

/** The same of a chain of one model, with the attempt that was all of it. */
export function loneTurns(
  lone: readonly LoneRefusal[],
  traces: readonly TurnTrace[],
  known: Circumstances,
): { readonly turns: readonly Turn[]; readonly attempts: readonly FailedAttempt[] } {
  const told = lone
    .filter(({ session, at }) => !traces.some((trace) => trace.session === session && isOf(at, trace)))
    .map(({ session, at, model, failure }) => {
      const key = `${session}!${at}`;
      const agent = known.agentOf(session);
      const verdict = createJudge(session, known.wishes).judge(
        { ...NOTHING, key, session, askedAt: at, lastAt: at },
        null,
        { requested: model, failed: [] },
      );
      const refused = model ?? verdict.selected ?? NOBODY;
      const attempt = { key: `${session}@${at}/${formatModel(refused)}`, session, agent, model: refused, at };
      return {
        turn: { key, session, agent, at, answeredBy: null, ...verdict },
        attempt: { ...attempt, endedBy: "gateway" as const, ...toFacts("gateway", failure) },
      };
    });
  return { turns: told.map(({ turn }) => turn), attempts: told.map(({ attempt }) => attempt) };
}

/** Whether a line may be about a turn that was written down: one that is still open, or that was not over before. */
const isOf = (at: number, { end, lastAt }: TurnTrace): boolean => end.kind === "open" || lastAt >= at - SECOND;
