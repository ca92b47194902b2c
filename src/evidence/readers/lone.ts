import type { Failure } from "../../core/failure.ts";
import type { ModelRef } from "../../core/model.ts";
import type { LogEntry } from "../../core/record.ts";
import { SECOND, type Instant } from "../../core/time.ts";
import { flatMapping, type Work } from "../../lib/in-turns.ts";

/**
 * What is left of a chain of one model that the gateway refused by itself, where nobody waits for the end: of a subagent, a job,
 * the `agent` method. Nothing is decided in such a chain, and nothing more is said of it.
 */
export interface LoneRefusal {
  readonly at: Instant;
  readonly session: string;
  readonly model: ModelRef | null;
  readonly failure: Failure;
}

/** Lines of one chain follow each other at once. */
const AT_ONCE = 5 * SECOND;
/** So long after its line a refusal is known to have been all. */
const SETTLED = 18 * SECOND;

/** `idOf`: the id of a session by its key, as far as it is known. */
export function* readLone(
  entries: readonly LogEntry[],
  now: Instant,
  idOf: (session: string) => string | null,
): Work<readonly LoneRefusal[]> {
  return yield* flatMapping(entries, (entry): readonly LoneRefusal[] => {
    if (!isRefusal(entry) || now - entry.at <= SETTLED) return [];
    const { at, session, model, failure } = entry;
    const own = idOf(session);
    const isAlone = !entries.some((one) => isBeside(one.at - at, one, own));
    return isAlone ? [{ at, session, model, failure }] : [];
  });
}

const isRefusal = (entry: LogEntry): entry is Extract<LogEntry, { kind: "lane-error" }> =>
  entry.kind === "lane-error" && entry.failure.local;

/** Whether a line so long after a refusal may be about its chain. `own`: the id of its session. */
function isBeside(after: number, line: LogEntry, own: string | null): boolean {
  if (line.kind === "decision" && own !== null && line.sessionId === own) return after >= -AT_ONCE && after <= SETTLED;
  const isNameless = line.kind === "gave-up" || (line.kind === "decision" && (line.sessionId === null || own === null));
  return isNameless && Math.abs(after) <= AT_ONCE;
}

/** The sessions whose transcripts were not read since a refusal in them is known to have been all. */
export const findSettled = (
  lines: readonly LogEntry[],
  pages: ReadonlyMap<string, { readonly readAt: Instant }>,
  now: Instant,
): readonly string[] =>
  lines
    .filter(isRefusal)
    .filter(({ at, session }) => now - at > SETTLED && (pages.get(session)?.readAt ?? 0) - at <= SETTLED)
    .map(({ session }) => session);

/** In how many milliseconds the next refusal is known to have been all; null where none is waited for. */
export function untilSettled(lines: readonly LogEntry[], now: Instant): number | null {
  const left = lines.filter(isRefusal).flatMap(({ at }) => (now - at <= SETTLED ? [at + SETTLED + 1 - now] : []));
  return left.length === 0 ? null : Math.min(...left);
}
