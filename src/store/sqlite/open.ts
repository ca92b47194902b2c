import { createHash } from "node:crypto";
import { join } from "node:path";
import { sql } from "kysely";
import type { Store } from "../../core/store.ts";
import type { Clock } from "../../core/time.ts";
import { createStore } from "../create.ts";
import type { Engine } from "../engine.ts";
import { migrate, refuseNewer } from "../migrate.ts";
import { MIGRATIONS } from "../migrations/index.ts";
import type { Schema } from "../schema.ts";
import { clearLog } from "./clear-log.ts";
import { copySqlite, openSqlite } from "./database.ts";
import { toEachRow } from "./each-row.ts";
import { tryLock } from "./file-lock.ts";
import { withSums } from "./sums.ts";
import { newer, toUnavailable } from "./unavailable.ts";

export const ledgerPath = (folder: string): string => join(folder, "companion.sqlite");

/** Opens `companion.sqlite` in the data folder and brings it up to date. */
export async function openFile(folder: string, clock: Clock): Promise<Store> {
  return createStore(await openFileEngine(folder), clock);
}

export const openMemory = (folder: string, clock: Clock): Promise<Store> => open(":memory:", folder, clock);

/** As {@link openFile}, for whoever reads rows and not what they mean. */
export async function openFileEngine(folder: string): Promise<Engine> {
  const path = ledgerPath(folder);
  try {
    return await openEngine(path, folder);
  } catch (error) {
    throw toUnavailable(error, path);
  }
}

/** Copies a ledger as it stands now into a folder, without writing to it, whoever else does. */
export function snapshot(path: string, folder: string): void {
  try {
    copySqlite(path, ledgerPath(folder));
  } catch (error) {
    throw toUnavailable(error, path);
  }
}

const open = async (path: string, folder: string, clock: Clock): Promise<Store> =>
  createStore(await openEngine(path, folder), clock);

async function openEngine(path: string, folder: string): Promise<Engine> {
  const engine = createSqliteEngine(path, folder);
  const { db } = engine;
  try {
    const { rows } = await sql`select 1 from sqlite_master where name = 'kysely_migration'`.execute(db);
    if (rows.length > 0) await refuseNewer(db, MIGRATIONS, (why) => newer(path, why));
    // One process at a time: a service and a one-shot command may find the same old file in the same moment.
    await sql`begin immediate`.execute(db);
    const error = await migrate(db, MIGRATIONS, { disableTransactions: true });
    await (error === null ? sql`commit` : sql`rollback`).execute(db);
    if (error !== null) throw error;
    return engine;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

const NEVER = new AbortController().signal;

function createSqliteEngine(path: string, folder: string): Engine {
  const { db, eventual, emptyLog } = openSqlite<Schema>(path);
  return {
    db,
    eventual,
    async hold(name) {
      const lock = tryLock(lockOf(folder, name), 0);
      return lock && { lost: NEVER, letGo: () => Promise.resolve(lock.letGo()) };
    },
    companions: () => Promise.resolve([]),
    // Whoever is in a transaction has the whole file.
    alone: () => Promise.resolve(),
    row: sql`rowid`,
    each: (json) => sql`json_each(${json})`,
    rows: toEachRow,
    summing: withSums,
    scrub: () => clearLog(emptyLog),
  };
}

/** A name may hold anything; a file's may not. */
const lockOf = (folder: string, name: string): string =>
  join(folder, `repair-${createHash("sha256").update(name).digest("hex").slice(0, 16)}.lock`);
