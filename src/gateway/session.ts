import { z } from "zod";
import type { GatewaySession, ProviderUsage, Snapshot, Wanted } from "../core/gateway.ts";
import { addressOf } from "../core/identity.ts";
import { MOST_ENTRIES } from "../core/record.ts";
import { isFinal, releaseOf } from "../core/releases/index.ts";
import type { Release } from "../core/releases/release.ts";
import type { Clock, Instant } from "../core/time.ts";
import { inTurns } from "../lib/in-turns.ts";
import { createBells } from "./bells.ts";
import type { Connection } from "./connection.ts";
import { createHeartbeatReader, type HeartbeatMemory, type HeartbeatReader } from "./heartbeat-reader.ts";
import { createSessionLister, type SessionLister } from "./session-list.ts";
import { createSettingsReader, type SettingsReader } from "./settings-reader.ts";
import { createJobRunReader, orUnread } from "./job-run-reader.ts";
import { createLoginReader, type LoginReader } from "./login-reader.ts";
import { createUsageReader, type UsageReader } from "./usage-reader.ts";
import { readApis } from "./schema.ts";
import { readCallFailure } from "./reading/call-failure.ts";
import { readDevice } from "./reading/device.ts";
import { MOST_LINES, readLogLines } from "./reading/log-lines.ts";
import { readModels } from "./reading/models.ts";
import { readArchived } from "./reading/sessions.ts";
import { refuseAhead } from "./reading/ahead.ts";
import { joinOlder, readTranscript } from "./reading/transcript.ts";

/** Sessions that are looked through for those that are listed no more. */
const MOST_ARCHIVED = 200;
const DEVICE = "gateway.identity.get";
const STATUS = z.object({ runtimeVersion: z.string().optional() });

/** `logs.tail` takes at most this much at once. */
const LOG_PAGE = { limit: MOST_LINES, maxBytes: 1_000_000 } as const;

/**
 * Proves that a connection may read, and makes a session of it. A hello proves nothing: releases since
 * 2026.3.13 strip scopes without a word and refuse the first call. Rejects as that call does. `memory`: of earlier connections.
 */
export async function openSession(
  opened: Connection,
  clock: Clock,
  memory: HeartbeatMemory,
  signal?: AbortSignal,
): Promise<GatewaySession> {
  const connection = withReasons(opened);
  const [told, device] = await Promise.all([opened.request("status", {}, signal), askDevice(connection, signal)]);
  const status = STATUS.safeParse(told);
  const { hello } = connection;
  const version = hello.serverVersion ?? (status.success ? (status.data.runtimeVersion ?? null) : null);
  // Whoever tells its number need not be asked; a preview's tells little.
  const apis = isFinal(version) ? null : await readApis(connection, signal);
  const releases = new Map<string | null, Release>();
  const toRelease = (name: string | null): Release => {
    const release = releases.get(name) ?? releaseOf(name, { methods: hello.methods, apis });
    releases.set(name, release);
    return release;
  };
  const logins = createLoginReader(connection, clock);
  const sessions = createSessionLister(connection, clock);
  const usage = createUsageReader(connection, clock);
  const settings = createSettingsReader(connection, clock);
  const heartbeats = createHeartbeatReader(connection, device, memory);
  const toBell = createBells();
  const parts = { version, toRelease, clock, logins, sessions, usage, settings, heartbeats };
  return {
    version,
    protocol: hello.protocol,
    identity: { device, address: addressOf(connection.url) },
    startedAt: hello.uptime === null ? null : clock() - hello.uptime,
    now: () => connection.now(),
    sources: toRelease(version).record,
    snapshot: (abort) => takeSnapshot(parts, { settings: "now", sessions: "all" }, abort),
    renew: (wanted, abort) => takeSnapshot(parts, wanted, abort),
    async transcript(session, limit, abort) {
      const reply = await connection.request("chat.history", { sessionKey: session, limit }, abort);
      return refuseAhead(readTranscript(session, limit, reply), clock());
    },
    async older(newer, abort) {
      if (newer.older === undefined) return newer;
      const { session, older } = newer;
      const params = { sessionKey: session, limit: MOST_ENTRIES, offset: older.offset };
      const reply = await connection.request("chat.history", params, abort);
      return joinOlder(newer, refuseAhead(readTranscript(session, MOST_ENTRIES, reply, older), clock()));
    },
    async log(cursor, abort) {
      const params = cursor === null ? LOG_PAGE : { ...LOG_PAGE, cursor };
      const reply = await connection.request("logs.tail", params, abort);
      return refuseAhead(await inTurns(readLogLines(cursor, reply)), clock());
    },
    ...(toRelease(version).jobs === "run-log" && { jobRuns: orUnread(createJobRunReader(connection, clock)) }),
    models: (abort) => connection.request("models.list", {}, abort).then(readModels, () => []),
    waitingFor: () => connection.waitingFor(),
    async archived(listed, abort) {
      const reply = await connection.request("sessions.usage", { limit: MOST_ARCHIVED }, abort);
      const ids = new Set(listed.map(({ sessionId }) => sessionId));
      return readArchived(reply).filter(({ sessionId }) => !ids.has(sessionId));
    },
    onBell: (ring) =>
      connection.onEvent((event) => {
        const bell = toBell(event);
        if (bell) ring(bell);
      }),
  };
}

/** Whoever reads the record is told why a call failed, and not in the gateway's words. */
const withReasons = (connection: Connection): Connection => ({
  ...connection,
  request: (method, params, signal) =>
    connection.request(method, params, signal).catch((error: unknown) => {
      throw readCallFailure(error, method);
    }),
});

/** The id of the gateway's own key, where it tells (from 2026.3.11 on). */
async function askDevice({ hello, request }: Connection, signal?: AbortSignal): Promise<string | null> {
  if (!hello.methods.includes(DEVICE)) return null;
  return request(DEVICE, {}, signal).then(readDevice, () => null);
}

interface SnapshotParts {
  readonly version: string | null;
  readonly toRelease: (name: string | null) => Release;
  readonly clock: Clock;
  readonly logins: LoginReader;
  readonly sessions: SessionLister;
  readonly usage: UsageReader;
  readonly settings: SettingsReader;
  readonly heartbeats: HeartbeatReader;
}

async function takeSnapshot(parts: SnapshotParts, wanted: Wanted, signal?: AbortSignal): Promise<Snapshot> {
  const { version, toRelease, clock, logins, usage, heartbeats } = parts;
  usage.refresh();
  const settings = parts.settings.read(wanted.settings, signal);
  const how = { tellsPins: toRelease(version).tellsPins, defaultAgent: async () => (await settings).agents.agent };
  const listed = parts.sessions.read(wanted, how, signal);
  const [sessions] = await Promise.all([listed, settings, logins.refresh(), heartbeats.refresh()]);
  // The list names the model of whoever has none of his own: where that is another one, so is what is set.
  const { agents, config: toConfig, cron } = await parts.settings.since(sessions.defaultModel, signal);
  const { hash, lastWriter, ...config } = toConfig({
    ...agents,
    model: sessions.defaultModel,
    sessions: sessions.rows,
  });
  return {
    at: clock(),
    version: version ?? lastWriter,
    // Who wrote the configuration last need not be who runs.
    release: { ...toRelease(version ?? lastWriter), ...(version === null && { certain: false }) },
    sessions: sessions.rows,
    configHash: hash,
    ...config,
    profiles: logins.complete(config.profiles),
    ...toLogins(logins.state()),
    ...toKeys(logins.keys()),
    ...(cron !== null && { cron }),
    ...(sessions.cut !== null && { sessionsCut: sessions.cut }),
    ...toUsage(usage.known()),
    ...toLast(heartbeats.lastAt()),
  };
}

const toUsage = (usage: readonly ProviderUsage[] | null): Pick<Snapshot, "usage"> => (usage === null ? {} : { usage });

const toLast = (at: Instant | null): Pick<Snapshot, "lastHeartbeat"> => (at === null ? {} : { lastHeartbeat: at });

const toKeys = (keys: Snapshot["keys"] | null): Pick<Snapshot, "keys"> => (keys ? { keys } : {});

const toLogins = (logins: Snapshot["logins"]): Pick<Snapshot, "logins"> => (logins === undefined ? {} : { logins });
