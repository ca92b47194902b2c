import { CompiledQuery, type Kysely } from "kysely";
import type { Summed } from "../engine.ts";
import { ALL, allCome } from "../migrations/0032-sums.ts";
import type { Schema } from "../schema.ts";

const STATEMENTS = new Map(
  ALL.map((counted) => {
    const { table } = counted;
    const newest = `select coalesce(max(id), 0) as id from ${table}`;
    return [table, { newest, add: allCome(counted, `${table} as t where t.id > ?`, "max", "min") }];
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
