import type { GatewaySession, SessionRow, Snapshot, Wanted } from "../../../src/core/gateway.ts";
import type { GatewayIdentity } from "../../../src/core/identity.ts";
import type { LogEntry, LogPage, RecordSources, Transcript, TranscriptEntry } from "../../../src/core/record.ts";
import { releaseOf } from "../../../src/core/releases/index.ts";
import { BIG, NOW } from "./ledger-words.ts";

/** What a gateway has to tell at one moment. */
export interface Told {
  readonly sessions?: readonly Partial<SessionRow>[];
  /** Entries by the session's key; `cut` when older ones were not sent. */
  readonly entries?: Readonly<Record<string, readonly TranscriptEntry[]>>;
  readonly cut?: readonly string[];
  readonly log?: Partial<LogPage> & { readonly entries?: readonly LogEntry[] };
  readonly startedAt?: number;
  readonly identity?: GatewayIdentity;
  readonly configHash?: string;
  /** What the gateway says it runs. */
  readonly runs?: string;
  /** Which release wrote its configuration last. */
  readonly wrote?: string;
  /** Entries of each transcript that cannot be read. */
  readonly unread?: number;
}

export interface ScriptedSession extends GatewaySession {
  /** What it tells from now on. */
  tell(told: Told): void;
  /** The cursors the log was asked for. */
  readonly cursors: readonly (number | null)[];
  /** The sessions whose transcripts were asked for, with the limit. */
  readonly asked: readonly string[];
  /** How its sessions were asked for. */
  readonly listed: readonly Wanted["sessions"][];
}

const ROW: SessionRow = {
  key: "agent:main:main",
  sessionId: "id",
  agent: "main",
  updatedAt: NOW - 1_000,
  pin: "unknown",
  running: null,
  shown: null,
};
const SNAPSHOT: Snapshot = {
  at: NOW,
  version: null,
  release: releaseOf(null, { methods: [] }),
  agents: [{ id: "main", primary: BIG, fallbacks: [] }],
  sessions: [ROW],
  providers: [],
  modelsMode: null,
  profiles: [],
  configHash: null,
};
const PAGE: LogPage = { file: "a.log", cursor: 100, entries: [], skipped: 0, gap: false, from: NOW - 60_000 };

/** A gateway's session that tells what it is told to, for moments that no recording holds. */
export function createScriptedSession(sources: RecordSources, first: Told = {}): ScriptedSession {
  let told = first;
  const cursors: (number | null)[] = [];
  const asked: string[] = [];
  const listed: Wanted["sessions"][] = [];
  let known: readonly SessionRow[] = [];
  const rows = (): readonly SessionRow[] => (told.sessions ?? [{}]).map((row) => ({ ...ROW, ...row }));
  return {
    get version() {
      return told.runs ?? null;
    },
    protocol: 4,
    get startedAt() {
      return told.startedAt ?? null;
    },
    get identity() {
      return told.identity ?? { device: null, address: "127.0.0.1:18789" };
    },
    sources,
    cursors,
    asked,
    listed,
    tell: (next) => {
      told = next;
    },
    snapshot: () =>
      Promise.resolve({
        ...SNAPSHOT,
        version: told.wrote ?? null,
        sessions: rows(),
        configHash: told.configHash ?? null,
      }),
    renew({ sessions }) {
      listed.push(sessions);
      if (sessions !== "known") known = rows();
      return this.snapshot().then((snapshot) => ({ ...snapshot, sessions: known }));
    },
    transcript(session, limit): Promise<Transcript> {
      asked.push(`${session} ${limit}`);
      const entries = told.entries?.[session] ?? [];
      const { sessionId = null } = rows().find(({ key }) => key === session) ?? {};
      const complete = !told.cut?.includes(session);
      return Promise.resolve({ session, sessionId, entries, skipped: told.unread ?? 0, complete });
    },
    log(cursor) {
      cursors.push(cursor);
      return Promise.resolve({ ...PAGE, ...told.log });
    },
    onBell: () => () => {},
  };
}
