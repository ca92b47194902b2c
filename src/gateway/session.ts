import { z } from "zod";
import type { Bell, GatewaySession, ProviderUsage, Snapshot } from "../core/gateway.ts";
import { addressOf } from "../core/identity.ts";
import { isFinal, releaseOf } from "../core/releases/index.ts";
import type { Release } from "../core/releases/release.ts";
import type { Clock } from "../core/time.ts";
import type { Connection, GatewayEvent } from "./connection.ts";
import { createSessionLister, type SessionLister } from "./session-list.ts";
import { createLoginReader, type LoginReader } from "./login-reader.ts";
import { createUsageReader, type UsageReader } from "./usage-reader.ts";
import { readApis } from "./schema.ts";
import { readCallFailure } from "./reading/call-failure.ts";
import { readDevice } from "./reading/device.ts";
import { readCron } from "./reading/cron.ts";
import { readConfig } from "./reading/config.ts";
import { MOST_LINES, readLogPage } from "./reading/log-lines.ts";
import { readAgentList, readArchived } from "./reading/sessions.ts";
import { refuseAhead } from "./reading/ahead.ts";
import { readTranscript } from "./reading/transcript.ts";

/** Sessions that are looked through for those that are listed no more. */
const MOST_ARCHIVED = 200;
const DEVICE = "gateway.identity.get";
const STATUS = z.object({ runtimeVersion: z.string().optional() });

/** `logs.tail` takes at most this much at once. */
const LOG_PAGE = { limit: MOST_LINES, maxBytes: 1_000_000 } as const;

/**
 * Proves that a connection may read, and makes a session of it. A hello proves nothing: releases since
 * 2026.3.13 strip scopes without a word and refuse the first call. Rejects as that call does.
 */
export async function openSession(opened: Connection, clock: Clock, signal?: AbortSignal): Promise<GatewaySession> {
  const status = STATUS.safeParse(await opened.request("status", {}, signal));
  const connection = withReasons(opened);
  const { hello } = connection;
  const version = hello.serverVersion ?? (status.success ? (status.data.runtimeVersion ?? null) : null);
  // Whoever tells its number need not be asked; a preview's tells little.
  const apis = isFinal(version) ? null : await readApis(connection, signal);
  const toRelease = (name: string | null) => releaseOf(name, { methods: hello.methods, apis });
  const device = await askDevice(connection, signal);
  const logins = createLoginReader(connection, clock);
  const sessions = createSessionLister(connection, clock);
  const usage = createUsageReader(connection, clock);
  return {
    version,
    protocol: hello.protocol,
    identity: { device, address: addressOf(connection.url) },
    startedAt: hello.uptime === null ? null : clock() - hello.uptime,
    now: () => connection.now(),
    sources: toRelease(version).record,
    snapshot: (abort) => takeSnapshot({ connection, version, toRelease, clock, logins, sessions, usage }, abort),
    async transcript(session, limit, abort) {
      const reply = await connection.request("chat.history", { sessionKey: session, limit }, abort);
      return refuseAhead(readTranscript(session, limit, reply), clock());
    },
    async log(cursor, abort) {
      const params = cursor === null ? LOG_PAGE : { ...LOG_PAGE, cursor };
      return refuseAhead(readLogPage(cursor, await connection.request("logs.tail", params, abort)), clock());
    },
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
  readonly connection: Connection;
  readonly version: string | null;
  readonly toRelease: (name: string | null) => Release;
  readonly clock: Clock;
  readonly logins: LoginReader;
  readonly sessions: SessionLister;
  readonly usage: UsageReader;
}

async function takeSnapshot(parts: SnapshotParts, signal?: AbortSignal) {
  const { connection, version, toRelease, clock, logins, usage } = parts;
  usage.refresh();
  const [agents, configReply, cron] = await Promise.all([
    connection.request("agents.list", {}, signal).then(readAgentList),
    connection.request("config.get", {}, signal),
    // Without it jobs are only known by what they leave in the record.
    connection.request("cron.list", {}, signal).then(readCron, () => null),
    logins.refresh(),
  ]);
  const sessions = await parts.sessions.read(toRelease(version).tellsPins, agents.agent, signal);
  const resolved = { ...agents, model: sessions.defaultModel, sessions: sessions.rows };
  const { hash, lastWriter, ...config } = readConfig(configReply, resolved);
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
  };
}

const toUsage = (usage: readonly ProviderUsage[] | null): Pick<Snapshot, "usage"> => (usage === null ? {} : { usage });

const toKeys = (keys: Snapshot["keys"] | null): Pick<Snapshot, "keys"> => (keys ? { keys } : {});

const toLogins = (logins: Snapshot["logins"]): Pick<Snapshot, "logins"> => (logins === undefined ? {} : { logins });

const PAYLOAD = z
  .object({
    sessionKey: z.string(),
    stream: z.string(),
    state: z.string(),
    data: z.object({ phase: z.string() }).partial(),
  })
  .partial();

/** Phases after which the record holds something new; `start` and deltas change nothing that is counted. */
const PHASES = new Set(["end", "error", "fallback", "fallback_cleared", "fallback_step", "finishing"]);
const STATES = new Set(["final", "error", "aborted"]);

function toBell({ event, payload }: GatewayEvent): Bell | null {
  if (event !== "agent" && event !== "chat") return null;
  const parsed = PAYLOAD.safeParse(payload);
  if (!parsed.success) return null;
  const { stream, state, data, sessionKey } = parsed.data;
  const rings = event === "chat" ? STATES.has(state ?? "") : stream === "lifecycle" && PHASES.has(data?.phase ?? "");
  return rings ? { session: sessionKey ?? null } : null;
}
