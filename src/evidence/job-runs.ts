import type { GatewaySession, SessionRow, Snapshot } from "../core/gateway.ts";
import type { JobRuns } from "../core/record.ts";
import { readSessionKey } from "../core/session-key.ts";
import type { Instant } from "../core/time.ts";
import { createAgentOf } from "./wishes.ts";

/** Jobs of a gateway whose sessions are gone when they end. */
export interface JobsRead {
  readonly transcripts: JobRuns["runs"];
  /** The sessions that the runs had, by which the log names them. */
  readonly rows: readonly SessionRow[];
  /** Up to when runs may be missing; null where none is. */
  readonly unread: Instant | null;
}

const NONE: JobsRead = { transcripts: [], rows: [], unread: null };

export async function readJobs(
  session: GatewaySession,
  snapshot: Pick<Snapshot, "agents" | "cron" | "sessions">,
  signal?: AbortSignal,
): Promise<JobsRead> {
  if (session.jobRuns === undefined) return NONE;
  const jobs = await session.jobRuns(signal);
  if (jobs === null) return { ...NONE, unread: findLastRun(snapshot) };
  const agentOf = createAgentOf(snapshot);
  const rows = jobs.runs.map(({ session: key, sessionId, entries }): SessionRow => {
    const updatedAt = entries.at(-1)?.at ?? 0;
    return { key, sessionId, agent: agentOf(key), updatedAt, pin: "unknown", shown: null, running: false };
  });
  return { transcripts: jobs.runs, rows, unread: jobs.unreadBefore };
}

/** When a job ran last, as far as the gateway tells otherwise. */
function findLastRun({ cron = [], sessions }: Pick<Snapshot, "cron" | "sessions">): Instant | null {
  const touched = sessions.filter(({ key }) => readSessionKey(key).job !== null).map(({ updatedAt }) => updatedAt);
  const ran = [...touched, ...cron.flatMap(({ lastRunAt }) => lastRunAt ?? [])];
  return ran.length === 0 ? null : Math.max(...ran);
}
