import { Client, DatabaseError, type QueryResultRow } from "pg";
import { SURE, type CompanionSession } from "../../core/companions.ts";
import type { DatabaseAddress } from "../../core/store.ts";
import { SECOND } from "../../core/time.ts";
import { waitAtMost } from "../../lib/backoff.ts";
import { createSockets, toClientConfig } from "./connect.ts";
import { keyOf } from "./locks.ts";
import { toUnavailable } from "./unavailable.ts";
import { onAbort } from "../../lib/abort.ts";
import type { Held } from "../../core/held.ts";

/** A session that holds advisory locks: they end with it, however this process ends. */
export interface Session {
  /** As its server knows it: no other one has the number and began in the same instant. */
  readonly id: CompanionSession;
  /** Two companions may have a schema each in one database. */
  readonly schema: string;
  /** Aborts when it has ended, or nothing is heard of it. */
  readonly lost: AbortSignal;
  /** See `isSure` of `Membership`. */
  isSure(): boolean;
  /** Rejects with `LedgerUnavailable`. */
  ask<Row extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  hold(name: string): Promise<Held | null>;
  /** Those of these that nobody has, in one question: a thousand at once take no longer than one. */
  holdAll(names: readonly string[]): Promise<ReadonlyMap<string, Held>>;
  /** Lets go of all these, and tells those who wait. */
  letGo(names: readonly string[]): Promise<void>;
  /** Calls back with what others say in a channel; those of other schemas are among them. */
  listen(channel: string, heard: (said: string) => void): Promise<void>;
  end(): Promise<void>;
}

/**
 * Whoever is cut off gives up before the server does: it ends a session it hears nothing of after 10 s (see `SETTINGS`
 * of the connection), and only then gives to others what was held.
 */
const BEAT = { every: 2 * SECOND, patience: 4 * SECOND } as const;

/** Where it is said that something was let go of, or that somebody waits. */
export const FREE = "openclaw_companion";

/** `as`: what its server shows to others; `openclaw-companion` where it is left out. */
export async function openSession(address: DatabaseAddress, as?: string): Promise<Session> {
  const sockets = createSockets();
  const config = { ...toClientConfig(address), stream: sockets.stream, query_timeout: BEAT.patience };
  const client = new Client(as === undefined ? config : { ...config, application_name: as });
  const lost = new AbortController();
  const held = new Map<string, AbortController>();
  let beating: NodeJS.Timeout | null = null;
  /** When its server was asked what it answered last. */
  let heard = instants();
  const lose = (): void => {
    if (beating !== null) clearInterval(beating);
    lost.abort();
    for (const one of held.values()) one.abort();
    held.clear();
    sockets.destroy();
  };
  client.on("error", lose);
  client.on("end", lose);
  if (address.until) onAbort(address.until, lose);
  let last: Promise<unknown> = Promise.resolve();
  const ask: Session["ask"] = <Row extends QueryResultRow>(text: string, values: readonly unknown[] = []) => {
    const answer = last.then(async () => {
      const asked = instants();
      try {
        const { rows } = await client.query<Row>(text, [...values]);
        heard = asked;
        return rows;
      } catch (error) {
        // Whether it was done nobody knows, nor what is held by now.
        if (!(error instanceof DatabaseError)) lose();
        throw error;
      }
    });
    last = answer.catch(() => {});
    return answer.catch((error: unknown) => {
      throw toUnavailable(error, address.name);
    });
  };
  try {
    await client.connect();
    const [own] = await ask<Own>(OWN);
    if (own === undefined) throw new Error("its session is not shown");
    const letGo: Session["letGo"] = async (names) => {
      const keys = names.flatMap((name) => (held.has(name) ? [keyOf(own.schema, name)] : []));
      if (keys.length === 0) return;
      // Where the session has ended, so have the locks.
      await ask(LET_GO, [keys]).catch(lose);
      for (const name of names) held.delete(name);
    };
    const isHeld = (name: string, gone: AbortController): boolean => held.get(name) === gone;
    const toHeld = (name: string, gone: AbortController): Held => ({
      lost: gone.signal,
      letGo: async () => (isHeld(name, gone) ? letGo([name]) : undefined),
    });
    const holdAll: Session["holdAll"] = async (names) => {
      // To its own session a lock is given as often as it is asked for.
      const asked = new Map(
        names.flatMap((name) =>
          held.has(name) ? [] : [[keyOf(own.schema, name), { name, gone: new AbortController() }]],
        ),
      );
      if (asked.size === 0) return new Map();
      for (const { name, gone } of asked.values()) held.set(name, gone);
      const got = new Set<string>();
      try {
        for (const { key } of await ask<{ key: string }>(HOLD, [[...asked.keys()]])) got.add(key);
      } finally {
        for (const [key, { name }] of asked) if (!got.has(key)) held.delete(name);
      }
      return new Map(
        [...asked.values()].flatMap(({ name, gone }) => (isHeld(name, gone) ? [[name, toHeld(name, gone)]] : [])),
      );
    };
    beating = setInterval(() => void ask("select 1").catch(lose), BEAT.every).unref();
    return {
      id: { pid: own.pid, since: own.since },
      schema: own.schema,
      lost: lost.signal,
      ask,
      isSure: () => !lost.signal.aborted && sinceThen(heard) < SURE,
      hold: async (name) => (await holdAll([name])).get(name) ?? null,
      holdAll,
      letGo,
      async listen(channel, heard) {
        client.on("notification", (said) => said.channel === channel && heard(said.payload ?? ""));
        await ask(`listen ${channel}`);
      },
      async end() {
        // Its end stops the rest.
        await waitAtMost(
          BEAT.patience,
          client.end().catch(() => {}),
        );
        lose();
      },
    };
  } catch (error) {
    lose();
    throw toUnavailable(error, address.name);
  }
}

const HOLD = "select key::text from unnest($1::bigint[]) as key where pg_try_advisory_lock(key)";
const LET_GO = `select count(pg_advisory_unlock(key)), pg_notify('${FREE}', '') from unnest($1::bigint[]) as key`;

interface Own {
  readonly pid: number;
  readonly since: string;
  readonly schema: string;
}
const OWN = `select pid, backend_start::text as since, coalesce(current_schema(), '') as schema
  from pg_stat_activity where pid = pg_backend_pid()`;

/** By both clocks: one stands while the host sleeps, the other one may be set. */
const instants = () => ({ steady: performance.now(), wall: Date.now() });
const sinceThen = ({ steady, wall }: ReturnType<typeof instants>): number =>
  Math.max(performance.now() - steady, Math.abs(Date.now() - wall));

/** What one process holds of all that use a database. */
export type HoldingSession = Pick<Session, "hold" | "end">;

/** A session that is opened when something is held for the first time, and again after it was lost, with nothing held. */
export function createHoldingSession(address: DatabaseAddress): HoldingSession {
  let session: Promise<Session> | null = null;
  const forget = (): void => void (session = null);
  const open = async (): Promise<Session> => {
    try {
      const opened = await openSession(address);
      onAbort(opened.lost, forget);
      return opened;
    } catch (error) {
      forget();
      throw error;
    }
  };
  return {
    hold: async (name) => (await (session ??= open())).hold(name),
    async end() {
      const open = await session?.catch(() => null);
      session = null;
      await open?.end();
    },
  };
}
