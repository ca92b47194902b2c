import { Socket } from "node:net";
import { Pool, type ClientConfig, type PoolClient } from "pg";
import type { PostgresPool, PostgresPoolClient } from "kysely";
import type { DatabaseAddress } from "../../core/store.ts";
import { SECOND } from "../../core/time.ts";
import { waitAtMost } from "../../lib/backoff.ts";
import { toUnavailable } from "./unavailable.ts";
import { toValue } from "../values.ts";
import { TYPES } from "./values.ts";
import { admitWriter, notAdmitted } from "./writers.ts";
import { onAbort } from "../../lib/abort.ts";

/** Whoever waits for more than one at a time waits for the database anyway. */
const MOST_CONNECTIONS = 5;
const PATIENCE = 10 * SECOND;

/** What every session is opened with. Its server finds out within seconds when this host is gone. */
export function toClientConfig({ url }: DatabaseAddress): ClientConfig {
  const address = new URL(url);
  const { searchParams } = address;
  // `require` means encrypted and no more, as everywhere else; the driver would check the certificate, too.
  if (searchParams.has("sslmode")) searchParams.set("uselibpqcompat", "true");
  const options = [searchParams.get("options"), ...SETTINGS.map((setting) => `-c ${setting}`)];
  searchParams.set("options", options.filter((option) => option !== null).join(" "));
  return {
    connectionString: address.href,
    application_name: "openclaw-companion",
    connectionTimeoutMillis: PATIENCE,
    query_timeout: 60 * SECOND,
    keepAlive: true,
    types: TYPES,
  };
}

const SETTINGS = [
  "tcp_keepalives_idle=5",
  "tcp_keepalives_interval=2",
  "tcp_keepalives_count=3",
  "tcp_user_timeout=10000",
  "lock_timeout=10s",
  "idle_in_transaction_session_timeout=60s",
] as const;

export interface Sockets {
  /** What the driver opens one with. */
  readonly stream: () => Socket;
  /** All there are, and those that are still opened. */
  destroy(): void;
}

/** The driver leaves a connection open that was not let in, and the server waits for a minute before it ends it. */
export function createSockets(): Sockets {
  const sockets = new Set<Socket>();
  let isOver = false;
  return {
    stream() {
      const socket = new Socket();
      sockets.add(socket);
      if (isOver) setImmediate(() => socket.destroy(notAdmitted()));
      return socket.once("close", () => sockets.delete(socket));
    },
    destroy() {
      isOver = true;
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** More than the companion has. What is beyond is taken apart anew each time, and its server keeps no more of it. */
const MOST_STATEMENTS = 300;
const names = new Map<string, string>();

/** A statement that has a name is taken apart and planned once in each session: half of what a small one costs. */
function nameOf(text: string): string | undefined {
  if (!names.has(text) && names.size < MOST_STATEMENTS) names.set(text, `companion ${names.size}`);
  return names.get(text);
}

/** Connections as Kysely takes them. What goes wrong is named as `LedgerUnavailable`. */
export function openPool(address: DatabaseAddress): PostgresPool {
  const sockets = createSockets();
  const { tenure } = address;
  const ends = [tenure?.lost, address.until].filter((end) => end !== undefined);
  const pool = new Pool({
    ...toClientConfig(address),
    stream: sockets.stream,
    max: MOST_CONNECTIONS,
    // oxlint-disable-next-line typescript/no-misused-promises -- it waits for it, whatever its types say
    ...(tenure && { onConnect: (client) => admitWriter(client, tenure) }),
  });
  // What is under way is over at once, and does not wait for a server that may not answer.
  for (const end of ends) onAbort(end, sockets.destroy);
  // A connection that ends is replaced when one is needed; what was asked on it rejects by itself.
  pool.on("error", () => {});
  pool.on("connect", (client) => void client.on("error", () => {}));
  const name = (error: unknown): never => {
    throw toUnavailable(error, address.name);
  };
  const toClient = (client: PoolClient): PostgresPoolClient => {
    const query: unknown = (text: string, values: readonly unknown[]) =>
      client.query({ name: nameOf(text), text, values: values.map(toValue) }).catch(name);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the other half of it is for cursors, which nobody uses
    return { query: query as PostgresPoolClient["query"], release: (discard) => client.release(discard) };
  };
  return {
    options: {},
    async connect() {
      if (ends.some((end) => end.aborted)) return name(notAdmitted());
      return toClient(await pool.connect().catch(name));
    },
    async end() {
      await waitAtMost(PATIENCE, pool.end());
      sockets.destroy();
    },
  };
}
