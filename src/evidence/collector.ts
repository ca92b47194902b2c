import type { GatewayId, GatewaySession, Snapshot } from "../core/gateway.ts";
import type { EvidenceStore, ReadMarks, Selection } from "../core/ledger.ts";
import type { ModelRef } from "../core/model.ts";
import type { LogEntry, LogPage, Transcript } from "../core/record.ts";
import { isProofSession } from "../core/repair.ts";
import { DAY, MINUTE, type Clock, type Instant } from "../core/time.ts";
import { assemble } from "./assemble.ts";

/** What one reading brought. */
export interface Reading {
  readonly snapshot: Snapshot;
  /** Rows of the ledger that are new or mean something else now. */
  readonly changed: number;
}

export interface Collector {
  /** Reads what a gateway's record has gained since the last reading into the ledger. */
  read(session: GatewaySession, signal?: AbortSignal): Promise<Reading>;
}

/** Evidence older than this is neither read nor kept. */
export const KEPT = 30 * DAY;
/** A turn may go on for this long after its session was touched last (3.2 touches it only at the start). */
const LONGEST_TURN = 30 * MINUTE;
/** Log lines wait this long for the transcript entry that says whose they are. */
const UNSETTLED = 2 * MINUTE;
const PAGE = { first: 1_000, again: 100 } as const;
const AT_ONCE = 4;

interface LogMark {
  readonly at: Instant;
  readonly cursor: number;
}

/** Reads one gateway's record. Owns how far it has read; the ledger keeps the part that is settled. */
export function createCollector(gateway: GatewayId, store: EvidenceStore, clock: Clock): Collector {
  let cursor: number | null = null;
  let file: string | null = null;
  let marks: ReadMarks | null = null;
  let recent: readonly LogEntry[] = [];
  let pages: readonly LogMark[] = [];

  const readLog = async (session: GatewaySession, signal?: AbortSignal): Promise<LogPage> => {
    const page = await session.log(cursor, signal);
    // A cursor counts bytes of one file: after the log moved to another, it means nothing there.
    if (cursor === null || file === null || page.file === file) return page;
    return { ...(await session.log(null, signal)), gap: false };
  };

  return {
    async read(session, signal) {
      marks ??= await store.marks(gateway);
      if (file === null) ({ logCursor: cursor, logFile: file } = marks);
      const isFirst = cursor === null;
      const now = clock();
      const [taken, page] = await Promise.all([session.snapshot(signal), readLog(session, signal)]);
      const snapshot = { ...taken, sessions: taken.sessions.filter(({ key }) => !isProofSession(key)) };
      await store.noteSelections(gateway, snapshot.agents, now);
      const stale = snapshot.sessions.filter(
        (row) => row.updatedAt > now - KEPT && isStale(row.key, row.updatedAt, marks),
      );
      const transcripts = await readTranscripts(
        session,
        stale.map((row) => row.key),
        marks,
        signal,
      );

      recent = [...recent.filter((entry) => entry.at > now - LONGEST_TURN), ...page.entries];
      const known = {
        sessionsById: new Map(snapshot.sessions.flatMap((row) => (row.sessionId ? [[row.sessionId, row.key]] : []))),
        sources: session.sources,
        now,
        startedAt: session.startedAt,
        agentOf: createAgentOf(snapshot),
        selectedAt: createSelectedAt(snapshot, await store.selections(gateway)),
      };
      const evidence = assemble(transcripts, recent, known);
      const changed = await store.record(gateway, evidence);
      await noteBeginning(store, gateway, { isFirst, page, transcripts, session, now });

      pages = [...pages, { at: now, cursor: page.cursor }];
      const settled = pages.findLast((mark) => mark.at <= now - UNSETTLED)?.cursor ?? marks.logCursor;
      pages = pages.filter((mark) => mark.at > now - UNSETTLED - MINUTE);
      [cursor, file] = [page.cursor, page.file];
      const read = new Map(stale.map((row) => [row.key, { updatedAt: row.updatedAt, readAt: now }]));
      await store.saveMarks(gateway, { logFile: file, logCursor: settled, sessions: read });
      marks = { logFile: file, logCursor: settled, sessions: new Map([...marks.sessions, ...read]) };
      return { snapshot, changed };
    },
  };
}

function isStale(key: string, updatedAt: Instant, marks: ReadMarks | null): boolean {
  const mark = marks?.sessions.get(key);
  return mark === undefined || mark.updatedAt !== updatedAt || mark.readAt < updatedAt + LONGEST_TURN;
}

/** Reads the newest entries of sessions, and all of those that were never read or have gained too many. */
async function readTranscripts(
  session: GatewaySession,
  keys: readonly string[],
  marks: ReadMarks,
  signal?: AbortSignal,
): Promise<readonly Transcript[]> {
  const transcripts: Transcript[] = [];
  const waiting = [...keys];
  const work = async (): Promise<void> => {
    for (let key = waiting.shift(); key !== undefined; key = waiting.shift()) {
      transcripts.push(await readOne(session, key, marks.sessions.get(key)?.readAt ?? null, signal));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return transcripts;
}

async function readOne(
  session: GatewaySession,
  key: string,
  readAt: Instant | null,
  signal?: AbortSignal,
): Promise<Transcript> {
  if (readAt === null) return session.transcript(key, PAGE.first, signal);
  const page = await session.transcript(key, PAGE.again, signal);
  const oldest = page.entries[0]?.at ?? 0;
  // The page must reach back before the last reading, and before the turn that was open then.
  return page.complete || oldest < readAt - LONGEST_TURN ? page : session.transcript(key, PAGE.first, signal);
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

interface Beginning {
  readonly isFirst: boolean;
  readonly page: LogPage;
  readonly transcripts: readonly Transcript[];
  readonly session: GatewaySession;
  readonly now: Instant;
}

/**
 * Notes the instant from which counts are complete: the oldest thing that was there at the first reading,
 * or, where the log is the record, its first line that could be read, also after a gap.
 */
async function noteBeginning(store: EvidenceStore, gateway: GatewayId, beginning: Beginning): Promise<void> {
  const { isFirst, page, transcripts, session, now } = beginning;
  const needsLog = session.sources.providerErrors === "log";
  if (needsLog && page.gap && page.from !== null) await store.setRecordSince(gateway, page.from);
  else if (isFirst && (await store.recordSince(gateway)) === null) {
    const oldest = Math.min(now, ...transcripts.flatMap((transcript) => transcript.entries[0]?.at ?? []));
    await store.setRecordSince(gateway, Math.max(oldest, now - KEPT));
  }
}
