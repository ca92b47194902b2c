import { completes, isIdentical, type ModelRef } from "../core/model.ts";
import type { Transcript } from "../core/record.ts";
import { MINUTE, SECOND, type Instant } from "../core/time.ts";
import { flatMapping, type Work } from "../lib/in-turns.ts";
import type { Circumstances, Wishes } from "./circumstances.ts";
import type { TurnsByRun } from "./exhausted.ts";
import type { LoggedEvidence } from "./readers/log.ts";
import type { TurnTrace } from "./turns.ts";
import { NOTHING } from "./unwritten.ts";

/** A line may be written down a moment before or after what it tells of. */
const BESIDE = SECOND;

/**
 * Heartbeats that found nothing to tell, and of which a transcript shows nothing at all. The log tells of those in which
 * a model failed or was passed over before another one answered.
 */
export function* traceHidden(
  { answers, choices, requests }: LoggedEvidence,
  transcripts: readonly Transcript[],
  { traces, byRun }: { readonly traces: readonly TurnTrace[]; readonly byRun: TurnsByRun },
  known: Pick<Circumstances, "heard" | "sessionsById" | "wishes">,
): Work<readonly TurnTrace[]> {
  if (answers.length === 0) return [];
  const named = new Set([...byRun.keys(), ...traces.flatMap(({ triedIn }) => triedIn)]);
  const choicesOf = Map.groupBy(choices, (one) => one.run);
  const requestsOf = Map.groupBy(requests, (one) => one.run);
  return yield* flatMapping(answers, ({ run, at, model }): readonly TurnTrace[] => {
    const lines = choicesOf.get(run) ?? [];
    const { sessionId = null } = lines.find((one) => one.sessionId !== null) ?? {};
    const requested = lines.find((one) => one.requested !== null)?.requested ?? null;
    const session = sessionId === null ? known.heard?.get(run) : known.sessionsById.get(sessionId);
    const transcript = transcripts.find((one) => one.session === session);
    if (named.has(run) || session === undefined || transcript === undefined) return [];
    if (sessionId !== null && transcript.sessionId !== sessionId) return [];
    if (requested === null || !isOfHeartbeats(requested, session, at, known.wishes)) return [];
    const failures = (requestsOf.get(run) ?? []).map(({ failed }) => failed.at);
    const askedAt = Math.min(...failures, ...lines.map((line) => line.at));
    const [first] = transcript.entries;
    // What names its run is of no other one, however shortly they follow each other.
    const mayBe = (named: string | null): boolean => named === null || named === run;
    const isWritten = transcript.entries.some(
      (one) => mayBe(one.run) && one.at >= askedAt - BESIDE && one.at <= at + BESIDE,
    );
    const isAsked = traces.some(
      (trace) => trace.session === session && mayBe(trace.runs[0] ?? null) && isOpen(trace, askedAt),
    );
    if (first === undefined || first.at > askedAt || isWritten || isAsked) return [];
    const end = { kind: "answered", at, model, api: null, reported: null, cost: null } as const;
    return [
      { ...NOTHING, key: `run:${run}`, session, sessionId, runs: [run], isHeartbeat: true, askedAt, lastAt: at, end },
    ];
  });
}

/** Whether a question that was put shortly before still waits for what the lines may be about. */
const isOpen = ({ end, lastAt }: TurnTrace, at: Instant): boolean =>
  end.kind === "open" && !end.superseded && lastAt <= at && lastAt > at - 2 * MINUTE;

/** The gateway asks other things by itself, too: of these nothing is to be shown. */
function isOfHeartbeats(requested: ModelRef, session: string, at: Instant, wishes: Wishes): boolean {
  if (!wishes.beats(session)) return false;
  const own = wishes.heartbeatOf(session);
  const first = own === null ? [...wishes.primariesAt(session, at), wishes.stoodOn(session)] : [own];
  return first.some((one) => one !== null && (isIdentical(one, requested) || completes(one, requested)));
}
