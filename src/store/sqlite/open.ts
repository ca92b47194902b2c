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
import { openSqlite } from "./database.ts";
import { tryLock } from "./file-lock.ts";
import { newer, toUnavailable } from "./unavailable.ts";

export const ledgerPath = (folder: string): string => join(folder, "companion.sqlite");

/** Opens `companion.sqlite` in the data folder and brings it up to date. */
export async function openFile(folder: string, clock: Clock): Promise<Store> {
  const path = ledgerPath(folder);
  try {
    return await open(path, folder, clock);
  } catch (error) {
    throw toUnavailable(error, path);
  }
}

export const openMemory = (folder: string, clock: Clock): Promise<Store> => open(":memory:", folder, clock);

async function open(path: string, folder: string, clock: Clock): Promise<Store> {
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
    return createStore(engine, clock);
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

const NEVER = new AbortController().signal;

function createSqliteEngine(path: string, folder: string): Engine {
  const db = openSqlite<Schema>(path);
  return {
    db,
    async hold(name) {
      const lock = tryLock(lockOf(folder, name), 0);
      return lock && { lost: NEVER, letGo: () => Promise.resolve(lock.letGo()) };
    },
    // Whoever writes has the whole file.
    alone: () => Promise.resolve(),
    row: sql`rowid`,
    scrub: () => clearLog(db),
  };
}

/** A name may hold anything; a file's may not. */
const lockOf = (folder: string, name: string): string =>
  join(folder, `repair-${createHash("sha256").update(name).digest("hex").slice(0, 16)}.lock`);
