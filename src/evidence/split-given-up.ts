import { SECOND } from "../core/time.ts";
import type { ChainEnd } from "./readers/ends.ts";
import type { TurnTrace } from "./turns.ts";

/**
 * Some releases (2026.4.20) write nothing when they give up a chain in which a provider was asked, and nothing but
 * that when none was: read alone, the second of two such turns looks like the end of the first. Their log names the
 * run of each.
 */
export function splitGivenUp(trace: TurnTrace, ends: readonly ChainEnd[]): readonly TurnTrace[] {
  if (trace.end.kind !== "gave-up" || trace.runs.length > 0 || trace.tries.length === 0) return [trace];
  const { at } = trace.end;
  const own = ends.filter((end) => end.run !== null && isOf(end, trace) && end.at >= trace.askedAt);
  const last = own.toSorted((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at))[0];
  if (last === undefined || Math.abs(last.at - at) > SECOND) return [trace];
  const first = own.find((end) => !end.local && end.run !== last.run && end.at < last.at);
  if (first === undefined) return [trace];
  const given = {
    ...trace,
    key: `${trace.sessionId ?? trace.session}@${at}`,
    askedAt: at,
    tries: [],
    triedIn: [],
    retried: null,
    retrying: false,
  };
  return [{ ...trace, lastAt: first.at, end: { kind: "gave-up", at: first.at, refused: [] } }, given];
}

/** Whether the log tells of the very end of a turn whose transcript names no run. */
export const isLogged = (trace: TurnTrace, ends: readonly ChainEnd[]): boolean => {
  if (trace.end.kind !== "gave-up" || trace.runs.length > 0) return false;
  const { at } = trace.end;
  return ends.some((end) => end.run !== null && isOf(end, trace) && Math.abs(end.at - at) <= SECOND);
};

/** A line may leave open whose turn it is about. */
const isOf = ({ session, sessionId }: ChainEnd, trace: TurnTrace): boolean =>
  (session ?? trace.session) === trace.session && (sessionId ?? trace.sessionId) === trace.sessionId;
