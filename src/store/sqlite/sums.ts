import { CompiledQuery, type Kysely } from "kysely";
import type { Summed } from "../engine.ts";
import { allCome, slotOf, TURNS } from "../migrations/0032-sums.ts";
import { FAILED } from "../migrations/0057-failure-sums.ts";
import type { Schema } from "../schema.ts";

const KIND = Object.keys(TURNS.key("t")).join(", ");
/** The newest turn of each kind stands in the sums that were just added to, of which there are far fewer than rows. */
const KINDS = `insert into turn_kinds (${KIND}, last_at)
  select ${KIND}, max(last_at) from turn_sums
    where (gateway, slot) in (select t.gateway, ${slotOf("t")} from turns as t where t.id > ?) group by ${KIND}
  on conflict (${KIND}) do update set last_at = max(turn_kinds.last_at, excluded.last_at)`;

const STATEMENTS = new Map(
  [TURNS, FAILED].map((counted) => {
    const { table } = counted;
    const newest = `select coalesce(max(id), 0) as id from ${table}`;
    const [sum = ""] = allCome(counted, `${table} as t where t.id > ?`, "max", "min");
    return [table, { newest, add: counted === TURNS ? [sum, KINDS] : [sum] }];
  }),
);

/**
 * Adds to the sums what a statement brought, after it. SQLite has triggers only for single rows: those see to what
 * changes and goes. Within a transaction, where nobody else brings anything meanwhile.
 */
export async function withSums<T>(db: Kysely<Schema>, table: Summed, bring: () => Promise<T>): Promise<T> {
  const { newest, add } = STATEMENTS.get(table) ?? { newest: "", add: [] };
  const { rows } = await db.executeQuery<{ readonly id: number }>(CompiledQuery.raw(newest));
  const brought = await bring();
  for (const statement of add) await db.executeQuery(CompiledQuery.raw(statement, [rows[0]?.id]));
  return brought;
}
