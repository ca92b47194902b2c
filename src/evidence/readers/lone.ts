import type { Failure } from "../../core/failure.ts";
import type { ModelRef } from "../../core/model.ts";
import type { SessionRow } from "../../core/gateway.ts";
import type { LogEntry, RecordSources } from "../../core/record.ts";
import { SECOND, type Instant } from "../../core/time.ts";
import { findPlace } from "../../lib/find-place.ts";
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

/** The id of a session by its key, as far as it is known. */
type IdOf = (session: string) => string | null;

/** Refusals that are known to have been all. */
export function* readLone(entries: readonly LogEntry[], now: Instant, idOf: IdOf): Work<readonly LoneRefusal[]> {
  const isAlone = createAlone(entries, idOf);
  return yield* flatMapping(entries, (entry): readonly LoneRefusal[] => {
    if (!isRefusal(entry) || now - entry.at <= SETTLED || !isAlone(entry)) return [];
    const { at, session, model, failure } = entry;
    return [{ at, session, model, failure }];
  });
}

type Refusal = Extract<LogEntry, { kind: "lane-error" }>;

const isRefusal = (entry: LogEntry): entry is Refusal => entry.kind === "lane-error" && entry.failure.local;

/** Says of a refusal whether nothing that was read so far may be about its chain as well. */
function createAlone(entries: readonly LogEntry[], idOf: IdOf): (refusal: Refusal) => boolean {
  const decisions = entries.filter((entry) => entry.kind === "decision");
  const decided = instantsOf(decisions);
  const nameless = instantsOf([
    ...entries.filter(({ kind }) => kind === "gave-up"),
    ...decisions.filter(({ sessionId }) => sessionId === null),
  ]);
  const bySession = Map.groupBy(decisions, ({ sessionId }) => sessionId);
  return ({ at, session }) => {
    const own = idOf(session);
    if (isAny(nameless, at - AT_ONCE, at + AT_ONCE)) return false;
    if (own === null) return !isAny(decided, at - AT_ONCE, at + AT_ONCE);
    return !(bySession.get(own) ?? []).some((one) => one.at >= at - AT_ONCE && one.at <= at + SETTLED);
  };
}

const instantsOf = (entries: readonly LogEntry[]): readonly Instant[] =>
  entries.map(({ at }) => at).toSorted((a, b) => a - b);

const isAny = (sorted: readonly Instant[], from: Instant, to: Instant): boolean =>
  (sorted[findPlace(sorted, from)] ?? Infinity) <= to;

/** What it is decided with whether a session is to be read once more. */
interface Told {
  readonly sources: Pick<RecordSources, "localRefusals">;
  readonly rows: readonly SessionRow[];
  readonly now: Instant;
}

/** Refusals that may have been all of their chain, as far as the log tells until now. */
function findAlone(lines: readonly LogEntry[], among: readonly Refusal[], { sources, rows }: Told): readonly Refusal[] {
  if (among.length === 0 || sources.localRefusals !== "decisions") return [];
  const ids = new Map(rows.map(({ key, sessionId }) => [key, sessionId]));
  return among.filter(createAlone(lines, (session) => ids.get(session) ?? null));
}

/** The sessions whose transcripts were not read since a refusal in them is known to have been all. */
export function findSettled(
  lines: readonly LogEntry[],
  pages: ReadonlyMap<string, { readonly readAt: Instant }>,
  told: Told,
): readonly string[] {
  const { now } = told;
  const unread = lines
    .filter(isRefusal)
    .filter(({ at, session }) => now - at > SETTLED && (pages.get(session)?.readAt ?? 0) - at <= SETTLED);
  return findAlone(lines, unread, told).map(({ session }) => session);
}

/** In how many milliseconds the next refusal is known to have been all; null where none is waited for. */
export function untilSettled(lines: readonly LogEntry[], told: Told): number | null {
  const { now } = told;
  const young = lines.filter(isRefusal).filter(({ at }) => now - at <= SETTLED);
  const left = findAlone(lines, young, told).map(({ at }) => at + SETTLED + 1 - now);
  return left.length === 0 ? null : Math.min(...left);
}
