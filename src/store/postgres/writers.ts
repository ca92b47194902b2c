import type { ClientBase } from "pg";
import type { Tenure } from "../../core/store.ts";
import { classOf, isLock, keyOf, LOCKS } from "./locks.ts";

/** Every companion holds it, beside the others. */
export const PRESENT = "companions";

/** What every connection by which a companion writes holds, with the number of its companion's session. */
const WRITERS = "writers";

/**
 * Lets a new connection write, as long as its companion's session is there. In this order: a connection that is seen to
 * be right is among those that are ended after that session, for whoever ends them looks for them when it is gone.
 */
export async function admitWriter(client: Pick<ClientBase, "query">, { session }: Tenure): Promise<void> {
  const { rows: named } = await client.query<{ schema: string }>("select coalesce(current_schema(), '') as schema");
  const schema = named[0]?.schema ?? "";
  await client.query("select pg_advisory_lock_shared($1::int, $2::int)", [classOf(schema, WRITERS), session.pid]);
  const { rows } = await client.query(
    `select from pg_locks l join pg_stat_activity a using (pid)
      where ${isLock("$1")} and a.pid = $2 and a.backend_start = $3::timestamptz`,
    [[keyOf(schema, PRESENT)], session.pid, session.since],
  );
  if (rows.length === 0) throw notAdmitted();
}

export const notAdmitted = (): Error => new Error("connection refused: another companion may serve now");

/** Ends the connections whose companion's session is gone; one that has its number now began later than they did. */
export const END_ORPHANS = `with l as materialized (${LOCKS})
  select pg_terminate_backend(w.pid) from l w join pg_stat_activity a using (pid)
    where w.objsubid = 2 and w.classid::bigint = $1 and a.backend_start is not null and not exists (
      select from l p join pg_stat_activity m using (pid)
        where p.key = $2 and p.pid = w.objid::bigint and m.backend_start <= a.backend_start)`;

export const orphansOf = (schema: string): readonly unknown[] => [classOf(schema, WRITERS), keyOf(schema, PRESENT)];
