import type { GatewayId, GatewaySession, Snapshot } from "../core/gateway.ts";
import type { EvidenceStore, ReadMarks, Selection } from "../core/ledger.ts";
import type { ModelRef } from "../core/model.ts";
import type { LogEntry } from "../core/record.ts";
import { isProofSession } from "../core/repair.ts";
import { DAY, type Clock, type Instant } from "../core/time.ts";
import { assemble } from "./assemble.ts";
import { findBeginning } from "./beginning.ts";
import { createLogFollower, type LogFollower } from "./follow-log.ts";
import { isStale, LONGEST_TURN, readTranscripts } from "./read-transcripts.ts";
import { forgetSessions } from "./recent-lines.ts";

/** What one reading brought. */
export interface Reading {
  readonly snapshot: Snapshot;
  /** Rows of the ledger that are new or mean something else now. */
  readonly changed: number;
  /** Entries and lines that were there and could not be read. */
  readonly skipped: number;
}

export interface Collector {
  /** Reads what a gateway's record has gained since the last reading into the ledger. */
  read(session: GatewaySession, signal?: AbortSignal): Promise<Reading>;
}

/** Evidence older than this is neither read nor kept. */
export const KEPT = 30 * DAY;

/** What a collector knows of the readings before. */
interface Known {
  readonly log: LogFollower;
  readonly marks: ReadMarks;
  /** Lines that transcripts may still explain. */
  readonly recent: readonly LogEntry[];
  readonly sessions: Snapshot["sessions"];
}

/** Reads one gateway's record. Owns how far it has read; the ledger keeps the part that is settled. */
export function createCollector(gateway: GatewayId, store: EvidenceStore, clock: Clock): Collector {
  let known: Known | null = null;

  return {
    async read(session, signal) {
      known ??= await begin(store, gateway);
      const { log, marks } = known;
      const now = clock();
      const [taken, page] = await Promise.all([session.snapshot(signal), log.next(session, now, signal)]);
      const snapshot = { ...taken, sessions: taken.sessions.filter(({ key }) => !isProofSession(key)) };
      await store.noteSelections(gateway, snapshot.agents, now, snapshot.version);
      const stale = snapshot.sessions.filter((row) => row.updatedAt > now - KEPT && isStale(row, marks.sessions));
      const keys = stale.map((row) => row.key);
      const transcripts = await readTranscripts(session, keys, marks.sessions, signal);

      const kept = forgetSessions(known.recent, known.sessions, snapshot.sessions);
      const recent = [...kept.filter((entry) => entry.at > now - LONGEST_TURN), ...page.entries];
      const evidence = assemble(transcripts, recent, {
        sessionsById: new Map(snapshot.sessions.flatMap((row) => (row.sessionId ? [[row.sessionId, row.key]] : []))),
        sources: session.sources,
        now,
        startedAt: session.startedAt,
        agentOf: createAgentOf(snapshot),
        selectedAt: createSelectedAt(snapshot, await store.selections(gateway)),
      });
      const changed = await store.record(gateway, evidence);
      const { sources } = session;
      const since = await store.recordSince(gateway);
      const beginning = findBeginning({ sources, transcripts, page, marks, since, now, keptFrom: now - KEPT });
      if (beginning !== null) await store.setRecordSince(gateway, beginning);

      const read = new Map(stale.map((row) => [row.key, { updatedAt: row.updatedAt, readAt: now }]));
      const logMarks = log.keep(page, now);
      await store.saveMarks(gateway, { ...logMarks, sessions: read });
      const sessions = new Map([...marks.sessions, ...read]);
      known = { log, marks: { ...logMarks, sessions }, recent, sessions: snapshot.sessions };
      const skipped = transcripts.reduce((sum, transcript) => sum + transcript.skipped, page.skipped);
      return { snapshot, changed, skipped };
    },
  };
}

async function begin(store: EvidenceStore, gateway: GatewayId): Promise<Known> {
  const marks = await store.marks(gateway);
  return { log: createLogFollower(marks), marks, recent: [], sessions: [] };
}

function createAgentOf(snapshot: Snapshot): (session: string) => string {
  const agents = new Map(snapshot.sessions.map((row) => [row.key, row.agent]));
  return (session) => agents.get(session) ?? session.split(":")[1] ?? snapshot.agents[0]?.id ?? "main";
}

/** A person's pin on the session, else what the agent was set to at that time, as far as it was observed. */
function createSelectedAt(snapshot: Snapshot, selections: readonly Selection[]) {
  const rows = new Map(snapshot.sessions.map((row) => [row.key, row]));
  const agentOf = createAgentOf(snapshot);
  return (session: string, at: Instant): ModelRef | null => {
    const pin = rows.get(session)?.pin;
    if (pin && pin !== "unknown" && pin.by === "person") return pin.model;
    const own = selections.filter((selection) => selection.agent === agentOf(session));
    return (own.findLast((selection) => selection.since <= at) ?? own[0])?.model ?? null;
  };
}
