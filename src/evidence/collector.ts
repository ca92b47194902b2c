import type { GatewayId, GatewaySession, Snapshot } from "../core/gateway.ts";
import type { EvidenceStore, ReadMarks } from "../core/ledger.ts";
import type { ModelRef } from "../core/model.ts";
import type { LogEntry, Transcript } from "../core/record.ts";
import { isProofSession } from "../core/repair.ts";
import { DAY, MINUTE, type Clock, type Instant } from "../core/time.ts";
import { assemble } from "./assemble.ts";
import { findGaps } from "./gaps.ts";
import { findBeginning } from "./beginning.ts";
import { readLastSteps, withIdle, type LastSteps } from "./idle.ts";
import { createLogFollower, type LogFollower } from "./follow-log.ts";
import { isStale, LONGEST_TURN, readTranscripts } from "./read-transcripts.ts";
import { loginOf } from "./login.ts";
import { findLogSince } from "./log-since.ts";
import { forgetSessions } from "./recent-lines.ts";
import { toRecordTime } from "./record-time.ts";
import { createAgentOf, createWishes } from "./wishes.ts";

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
  readonly steps: LastSteps;
  /** The configuration as it was seen last, and when it was seen to change. */
  readonly config: { readonly hash: string | null; readonly changedAt: Instant };
}

/** Reads one gateway's record. Owns how far it has read; the ledger keeps the part that is settled. */
export function createCollector(gateway: GatewayId, store: EvidenceStore, clock: Clock): Collector {
  let known: Known | null = null;

  return {
    async read(session, signal) {
      const { identity } = session;
      const now = toRecordTime(clock(), session.now?.() ?? null);
      // Of another gateway under the same name nothing is known: neither how far it was read nor what it said.
      if (identity !== undefined && (await store.claim(gateway, identity, now)) === "other") known = null;
      known ??= await begin(store, gateway);
      const { log, marks } = known;
      const [taken, page] = await Promise.all([session.snapshot(signal), log.next(session, now, signal)]);
      const snapshot = { ...taken, sessions: taken.sessions.filter(({ key }) => !isProofSession(key)) };
      await store.noteSelections(gateway, snapshot.agents, now, snapshot.version);
      const since = await store.recordSince(gateway);
      // Who wrote the configuration last tells at most what ran when it was read first.
      const release = session.version ?? (since === null ? snapshot.version : null);
      if (release !== null) await store.noteRelease(gateway, release, now);
      const stale = snapshot.sessions.filter((row) => row.updatedAt > now - KEPT && isStale(row, marks.sessions));
      const keys = stale.map((row) => row.key);
      const lastRead = Math.max(0, ...[...marks.sessions.values()].map((mark) => mark.readAt));
      const archived =
        now - lastRead > MINUTE ? ((await session.archived?.(taken.sessions, signal).catch(() => [])) ?? []) : [];
      const transcripts = await readTranscripts(session, keys, marks.sessions, signal);

      const kept = forgetSessions(known.recent, known.sessions, snapshot.sessions);
      const recent = [...kept.filter((entry) => entry.at > now - LONGEST_TURN), ...page.entries];
      const logSince = findLogSince(page, marks, snapshot, now);
      const stoodOn = snapshot.release.holdsFallback ? await readStoodOn(store, gateway, transcripts) : new Map();
      const evidence = assemble(transcripts, recent, {
        sessionsById: new Map(snapshot.sessions.flatMap((row) => (row.sessionId ? [[row.sessionId, row.key]] : []))),
        sources: session.sources,
        now,
        startedAt: session.startedAt,
        retried: await store.retried(gateway, now - DAY),
        agentOf: createAgentOf(snapshot),
        wishes: createWishes(snapshot, await store.selections(gateway), {
          loggedFrom: logSince,
          stoodOn: (key) => stoodOn.get(key) ?? null,
        }),
      });
      const attempts = evidence.attempts.map((one) => ({ ...one, login: loginOf(snapshot, one.model.provider) }));
      const changed = await store.record(gateway, { ...evidence, attempts });
      const { sources } = session;
      const newest = Math.max(0, ...snapshot.sessions.map(({ updatedAt }) => updatedAt));
      const beginning = findBeginning({ sources, transcripts, page, marks, since, now, newest, keptFrom: now - KEPT });
      if (beginning !== null && since !== null && beginning < since) await store.resetRecordSince(gateway, beginning);
      else if (beginning !== null) await store.setRecordSince(gateway, beginning);
      const { startedAt } = session;
      const coverage = { sources, transcripts, page, marks, since, now, newest, keptFrom: now - KEPT };
      await store.noteGaps(gateway, findGaps({ ...coverage, snapshot, turns: evidence.turns, archived, startedAt }));

      const read = new Map(stale.map((row) => [row.key, { updatedAt: row.updatedAt, readAt: now }]));
      const logMarks = log.keep(page, now);
      await store.saveMarks(gateway, { ...logMarks, logSince, sessions: read });
      const sessions = new Map([...marks.sessions, ...read]);
      const steps = readLastSteps(known.steps, transcripts);
      const config = seeConfig(known.config, snapshot.configHash, now);
      known = { log, marks: { ...logMarks, logSince, sessions }, recent, sessions: snapshot.sessions, steps, config };
      const configSince = Math.max(snapshot.configSince ?? 0, config.changedAt);
      const skipped = transcripts.reduce((sum, transcript) => sum + transcript.skipped, page.skipped);
      const seen = {
        ...snapshot,
        sessions: withIdle(snapshot.sessions, steps, session.now?.() ?? now),
        ...(configSince > 0 && { configSince }),
      };
      return { snapshot: seen, changed, skipped };
    },
  };
}

/** What was set before the first look was set whenever its file says. */
const seeConfig = ({ hash, changedAt }: Known["config"], seen: string | null, now: Instant): Known["config"] => ({
  hash: seen,
  changedAt: hash !== null && seen !== hash ? now : changedAt,
});

async function begin(store: EvidenceStore, gateway: GatewayId): Promise<Known> {
  const marks = await store.marks(gateway);
  return {
    log: createLogFollower(marks),
    marks,
    recent: [],
    sessions: [],
    steps: new Map(),
    config: { hash: null, changedAt: 0 },
  };
}

/** On what sessions stood before the pages that were read of them. */
async function readStoodOn(
  store: EvidenceStore,
  gateway: GatewayId,
  transcripts: readonly Transcript[],
): Promise<ReadonlyMap<string, ModelRef>> {
  const stood = new Map<string, ModelRef>();
  for (const { session, entries } of transcripts) {
    const first = entries[0];
    const model = first === undefined ? null : await store.stoodOn(gateway, session, first.at);
    if (model !== null) stood.set(session, model);
  }
  return stood;
}
