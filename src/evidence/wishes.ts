import type { Snapshot } from "../core/gateway.ts";
import type { Selection } from "../core/ledger.ts";
import type { ModelRef } from "../core/model.ts";
import type { Instant } from "../core/time.ts";
import { readSessionKey } from "../core/session-key.ts";
import type { Wishes } from "./circumstances.ts";

type Known = Pick<Wishes, "stoodOn" | "loggedFrom">;

/** What was wished for, as far as the gateway's settings of now and the observed ones of before tell. */
export function createWishes(snapshot: Snapshot, selections: readonly Selection[], known: Known): Wishes {
  const rows = new Map(snapshot.sessions.map((row) => [row.key, row]));
  const agentOf = createAgentOf(snapshot);
  const set = Map.groupBy(selections, ({ agent }) => agent);
  const jobs = new Map(snapshot.cron?.map((job) => [job.id, job]));
  const settingOf = (session: string) => snapshot.agents.find(({ id }) => id === agentOf(session));
  return {
    ...known,
    release: snapshot.release,
    primariesAt: (session, at) => primariesAt(set.get(agentOf(session)) ?? [], at),
    chosenFor(session, isHeartbeat) {
      const { job, isSubagent } = readSessionKey(session);
      if (job !== null) return jobs.get(job)?.model ?? null;
      if (isSubagent) return settingOf(session)?.subagents ?? null;
      return isHeartbeat ? (settingOf(session)?.heartbeat ?? null) : null;
    },
    heartbeatOf: createHeartbeatOf(snapshot),
    beats(session) {
      const { job, isSubagent } = readSessionKey(session);
      return job === null && !isSubagent && settingOf(session)?.heartbeatEvery !== 0;
    },
    pinOf(session) {
      const pin = rows.get(session)?.pin;
      if (!pin || pin === "unknown") return null;
      // What a subagent or a job runs on is kept as if the gateway had set it, although somebody chose it.
      const { job, isSubagent } = readSessionKey(session);
      return job !== null || isSubagent ? { ...pin, by: "person" } : pin;
    },
  };
}

/** What heartbeats in a session run on, where somebody set a model for them; sessions of jobs and subagents have none. */
export function createHeartbeatOf(
  snapshot: Pick<Snapshot, "agents" | "sessions">,
): (session: string) => ModelRef | null {
  const agentOf = createAgentOf(snapshot);
  return (session) => {
    const { job, isSubagent } = readSessionKey(session);
    if (job !== null || isSubagent) return null;
    return snapshot.agents.find(({ id }) => id === agentOf(session))?.heartbeat ?? null;
  };
}

export function createAgentOf(snapshot: Pick<Snapshot, "agents" | "sessions">): (session: string) => string {
  const agents = new Map(snapshot.sessions.map((row) => [row.key, row.agent]));
  return (session) => agents.get(session) ?? session.split(":")[1] ?? snapshot.agents[0]?.id ?? "main";
}

/** The setting in force at an instant as it was observed, and the next one: between two looks nobody knows which. */
function primariesAt(own: readonly Selection[], at: Instant): readonly ModelRef[] {
  const index = Math.max(
    0,
    own.findLastIndex(({ since }) => since <= at),
  );
  return own.slice(index, index + 2).flatMap(({ model }) => model ?? []);
}
