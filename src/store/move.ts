import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { sql, type Kysely, type Transaction } from "kysely";
import { say } from "../words/say.ts";
import { hostUnavailable } from "../words/unavailable.ts";
import type { DatabaseAddress } from "../core/store.ts";
import type { Schema } from "./schema.ts";
import { SUMS } from "./sums.ts";
import { openDatabaseEngine } from "./postgres/open.ts";
import { toValue } from "./values.ts";
import { openFileEngine, ledgerPath, snapshot } from "./sqlite/open.ts";

/** Rows on their way at once. */
const AT_ONCE = 500;

type Row = Readonly<Record<string, unknown>>;

/** What was moved: rows by table, in the order in which they went. */
export type Moved = ReadonlyMap<string, number>;

/**
 * Copies the file of a data folder into an empty database: all of it or nothing, and nothing when `signal` aborts. The
 * file itself is not written to; an older one is brought up to date as a copy. Only for whoever holds both.
 */
export async function moveStore(dataDir: string, address: DatabaseAddress, signal: AbortSignal): Promise<Moved> {
  const folder = join(dataDir, "moving");
  const clear = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    // Whoever was killed left its copy.
    clear();
    mkdirSync(folder, { mode: 0o700 });
    snapshot(ledgerPath(dataDir), folder);
    const [from, to] = [await openFileEngine(folder), await openDatabaseEngine(address)];
    try {
      const tables = await tablesOf(from.db);
      return await to.db.transaction().execute(async (tx) => {
        await refuseFilled(tx, tables, address);
        const moved = new Map<string, number>();
        const goesOn = (): void => {
          if (signal.aborted) throw hostUnavailable(say("host.move-stopped", { name: address.name }), true);
        };
        for (const table of tables) moved.set(table, await copy(from.db, tx, table, goesOn));
        await verify(from.db, tx, moved);
        return moved;
      });
    } finally {
      await Promise.all([from.db.destroy(), to.db.destroy()]);
    }
  } finally {
    clear();
  }
}

/** Without what the database fills by itself. */
async function tablesOf(db: Kysely<Schema>): Promise<readonly string[]> {
  const { rows } = await sql<{ readonly name: string }>`select name from sqlite_master
    where type = 'table' and name not like 'kysely\\_%' escape '\\' and name not like 'sqlite\\_%' escape '\\'
    order by rowid`.execute(db);
  return rows.map(({ name }) => name).filter((name) => !SUMS.some((one) => one === name));
}

async function countOf(db: Kysely<Schema>, table: string): Promise<number> {
  const { rows } = await sql<{ readonly count: number }>`select count(*) as count from ${sql.table(table)}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** What two companions wrote cannot be told apart again. */
async function refuseFilled(
  tx: Transaction<Schema>,
  tables: readonly string[],
  { name }: DatabaseAddress,
): Promise<void> {
  for (const table of tables) {
    const count = await countOf(tx, table);
    if (count > 0) throw hostUnavailable(say("host.not-empty", { name, count: String(count), table }), false);
  }
}

/** In the order in which the rows were written, unless `goesOn` throws; numbers that a table gives out go on after them. */
async function copy(from: Kysely<Schema>, tx: Transaction<Schema>, table: string, goesOn: () => void): Promise<number> {
  const to = sql.table(table);
  let count = 0;
  for (let after = -1; ;) {
    const { rows } = await sql<Row>`select rowid as "rowid ", * from ${to} where rowid > ${after}
      order by rowid limit ${AT_ONCE}`.execute(from);
    const last = rows.at(-1);
    if (!last) break;
    goesOn();
    after = Number(last["rowid "]);
    const sent = JSON.stringify(rows.map(toSent));
    await sql`insert into ${to} select * from json_populate_recordset(null::${to}, ${sent}::json)`.execute(tx);
    count += rows.length;
  }
  const { rows: counted } = await sql<{ readonly name: string }>`select attname as name from pg_attribute
    where attrelid = ${table}::regclass and attidentity <> ''`.execute(tx);
  for (const { name } of counted)
    await sql`select setval(pg_get_serial_sequence(${table}, ${name}), max(${sql.ref(name)})) from ${to}`.execute(tx);
  return count;
}

const toSent = ({ "rowid ": _place, ...row }: Row): Row =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, toValue(value)]));

async function verify(from: Kysely<Schema>, tx: Transaction<Schema>, moved: Moved): Promise<void> {
  for (const [table, count] of moved) {
    const [there, here] = [await countOf(from, table), await countOf(tx, table)];
    if (there !== count || here !== count)
      throw new Error(`${table} has ${there} rows in the file and ${here} in the database: nothing was moved`);
  }
}
