import type { ClientBase } from "pg";
import type { Tenure } from "../../core/store.ts";
import { SERVICE_SEAT } from "../../core/companions.ts";
import { isLock, keyOf } from "./locks.ts";

/** What every connection holds by which a companion that serves writes: who serves next ends those that are left. */
export const WRITERS = "writers";

/**
 * Lets a new connection write, if the one whose it is serves. In this order: a connection that is seen to be right is
 * among those that the next one ends, for it takes the seat first and looks for them then.
 */
export async function admitWriter(client: Pick<ClientBase, "query">, { session }: Tenure): Promise<void> {
  const { rows: named } = await client.query<{ schema: string }>("select coalesce(current_schema(), '') as schema");
  const schema = named[0]?.schema ?? "";
  await client.query("select pg_advisory_lock_shared($1)", [keyOf(schema, WRITERS)]);
  const { rows } = await client.query(
    `select from pg_locks l join pg_stat_activity a using (pid)
      where ${isLock("$1")} and a.pid = $2 and a.backend_start = $3::timestamptz`,
    [[keyOf(schema, SERVICE_SEAT)], session.pid, session.since],
  );
  if (rows.length === 0) throw new Error("connection refused: another companion may serve now");
}
