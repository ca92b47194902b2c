import type { Turn } from "../core/evidence.ts";
import type { Archived, Snapshot } from "../core/gateway.ts";
import type { Gap } from "../core/ledger.ts";
import { MINUTE, type Instant } from "../core/time.ts";
import type { Coverage } from "./beginning.ts";
import { hidesWarnings } from "./log-since.ts";

/** One reading, with everything that may say that the record does not reach back to where it seems to. */
export interface Reach extends Coverage {
  readonly snapshot: Pick<Snapshot, "sessions" | "sessionsCut" | "logLevel" | "release" | "lastHeartbeat">;
  readonly turns: readonly Turn[];
  /** Rows there was no room for. */
  readonly leftOut: number;
  /** Sessions that were reset or deleted, as far as the gateway still tells of them. */
  readonly archived: readonly Archived[];
  /** Up to when runs of jobs were not read; null where all were. */
  readonly jobsUnread: Instant | null;
  /** When the gateway process started, and the newest line of its log, as far as that is known. */
  readonly startedAt: Instant | null;
}

/** A session is written down a moment after it was made. */
const AT_ONCE = MINUTE;

/** Up to when something may be missing, by why. Complete is only claimed where it was read. */
export function findGaps(reach: Reach): readonly Gap[] {
  const { sources, page, since, now, snapshot, transcripts, marks } = reach;
  const needsLog = sources.providerErrors === "log";
  const readAt = Math.max(0, ...[...marks.sessions.values()].map((mark) => mark.readAt));
  const isFirst = since === null;
  const from = page.from ?? now;
  // Whoever was watching has read what there was until right before.
  const isWatched = !isFirst && now - readAt <= MINUTE;
  const gaps: readonly (readonly [Gap["reason"], readonly Instant[]])[] = [
    ["sessions-not-listed", isFirst ? [snapshot.sessionsCut].flatMap((at) => at ?? []) : []],
    ["session-reset", isWatched ? [] : findBegun(reach, "reset")],
    ["session-compacted", isWatched ? [] : findBegun(reach, "compaction")],
    ["session-removed", reach.archived.flatMap(({ updatedAt }) => (updatedAt > readAt ? [updatedAt] : []))],
    ["session-reset", isFirst ? findCutOff(reach) : []],
    ["transcript-cut", isFirst ? transcripts.flatMap((one) => (one.complete ? [] : [one.entries[0]?.at ?? now])) : []],
    ["log-begins", needsLog && isFirst ? [from] : []],
    ["log-gap", needsLog && !isFirst && page.gap && from > readAt ? [from] : []],
    ["log-level", hidesWarnings(snapshot) ? [now] : []],
    ["log-stopped", isStopped(reach) ? [now] : []],
    ["jobs-unread", [reach.jobsUnread].flatMap((at) => at ?? [])],
    ["heartbeats-hidden", snapshot.release.hidesHeartbeats ? [snapshot.lastHeartbeat].flatMap((at) => at ?? []) : []],
    ["too-many", reach.leftOut > 0 ? [now] : []],
    ["not-witnessed", reach.turns.flatMap(({ judged, at }) => (judged === "unknown" ? [at + 1] : []))],
  ];
  return gaps.flatMap(([reason, instants]) => (instants.length > 0 ? [{ reason, until: latestOf(instants) }] : []));
}

/** Not as arguments of one call: a first reading may bring more turns than that takes. */
const latestOf = (instants: readonly Instant[]): Instant => instants.reduce((a, b) => Math.max(a, b));

/** Where transcripts begin with the word that what came before is gone, and it was not read before. */
const findBegun = ({ transcripts, marks }: Reach, by: "reset" | "compaction"): readonly Instant[] =>
  transcripts.flatMap(({ session, began }) =>
    began?.by === by && began.at > (marks.sessions.get(session)?.readAt ?? 0) ? [began.at] : [],
  );

/** A session that is older than the first entry of its transcript: what came before it is gone. */
const findCutOff = ({ snapshot, transcripts }: Reach): readonly Instant[] =>
  transcripts.flatMap(({ session, entries }) => {
    const { createdAt = null } = snapshot.sessions.find(({ key }) => key === session) ?? {};
    const first = entries[0]?.at;
    return first !== undefined && createdAt !== null && createdAt < first - AT_ONCE ? [first] : [];
  });

/** A gateway writes lines when it starts: where the newest is older, it writes to no log, or to another one. */
const isStopped = ({ page, startedAt, now }: Reach): boolean =>
  startedAt !== null &&
  startedAt < now - AT_ONCE &&
  page.until !== undefined &&
  page.until !== null &&
  page.until < startedAt - AT_ONCE;
