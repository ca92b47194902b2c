import { createHash } from "node:crypto";
import { Client } from "pg";
import type { DatabaseAddress, Held } from "../../core/store.ts";
import { SECOND } from "../../core/time.ts";
import { createSockets, toClientConfig } from "./connect.ts";
import { toUnavailable } from "./unavailable.ts";

/** What one process holds of all that use a database; its server gives it to others when the session ends. */
export interface HoldingSession {
  hold(name: string): Promise<Held | null>;
  end(): Promise<void>;
}

interface Session {
  readonly client: Client;
  /** By name; aborts when the session is lost. */
  readonly held: Map<string, AbortController>;
  /** Two companions may have a schema each in one database. */
  readonly schema: string;
}

/**
 * Whoever is cut off gives up before the server does: it ends a session it hears nothing of after 10 s
 * (see `SETTINGS` of the connection), and only then gives to others what was held.
 */
const BEAT = { every: 2 * SECOND, patience: 4 * SECOND } as const;

/**
 * A session that does nothing but hold advisory locks: they end with it, however this process ends. It is opened when
 * something is held for the first time, and again after it was lost, with nothing held.
 */
export function createHoldingSession(address: DatabaseAddress): HoldingSession {
  let session: Promise<Session> | null = null;

  const open = async (): Promise<Session> => {
    const sockets = createSockets();
    const config = { ...toClientConfig(address), stream: sockets.stream, query_timeout: BEAT.patience };
    const client = new Client(config);
    const held = new Map<string, AbortController>();
    let beat: NodeJS.Timeout | null = null;
    const lose = (): void => {
      if (beat !== null) clearInterval(beat);
      session = null;
      for (const one of held.values()) one.abort();
      held.clear();
      sockets.destroy();
    };
    client.on("error", lose);
    client.on("end", lose);
    await client.connect().catch((error: unknown) => {
      sockets.destroy();
      throw error;
    });
    beat = setInterval(() => void client.query("select 1").catch(lose), BEAT.every).unref();
    const { rows } = await client.query<{ schema: string }>("select current_schema() as schema");
    return { client, held, schema: rows[0]?.schema ?? "" };
  };

  const opened = (): Promise<Session> => {
    session ??= open().catch((error: unknown) => {
      session = null;
      throw toUnavailable(error, address.name);
    });
    return session;
  };

  return {
    async hold(name) {
      const { client, held, schema } = await opened();
      // To its own session a lock is given as often as it is asked for.
      if (held.has(name)) return null;
      const lost = new AbortController();
      held.set(name, lost);
      const key = keyOf(schema, name);
      const got = await tryLock(client, key).catch((error: unknown) => {
        held.delete(name);
        throw toUnavailable(error, address.name);
      });
      if (!got) {
        held.delete(name);
        return null;
      }
      return {
        lost: lost.signal,
        async letGo() {
          if (held.get(name) !== lost) return;
          // Where the session has ended, so has the lock.
          await client.query("select pg_advisory_unlock($1)", [key]).catch(() => {});
          held.delete(name);
        },
      };
    },
    async end() {
      const open = await session?.catch(() => null);
      session = null;
      // Its end stops the rest.
      await open?.client.end().catch(() => {});
    },
  };
}

async function tryLock(client: Client, key: string): Promise<boolean> {
  const { rows } = await client.query<{ got: boolean }>("select pg_try_advisory_lock($1) as got", [key]);
  return rows[0]?.got === true;
}

/** Advisory locks are named by 64 bits. */
const keyOf = (schema: string, name: string): string =>
  createHash("sha256").update(`openclaw-companion\n${schema}\n${name}`).digest().readBigInt64BE().toString();
