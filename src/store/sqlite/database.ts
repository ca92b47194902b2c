import { DatabaseSync, type SQLInputValue, type StatementResultingChanges, type StatementSync } from "node:sqlite";
import { Kysely, type SqliteDatabase, type SqliteStatement } from "kysely";
import type { RowValues } from "../engine.ts";
import { EachRow } from "./each-row.ts";
import { createTurns, during, TurnsDialect, type WatchTurn } from "./dialect.ts";
import { openLog, type WriteAheadLog } from "./log.ts";

/** One database, twice: what `db` writes would survive a power cut when it resolves, what `eventual` writes may not. */
export interface Sqlite<Schema> {
  readonly db: Kysely<Schema>;
  readonly eventual: Kysely<Schema>;
  /** Empties the write-ahead log; false where somebody who reads is in the way. */
  emptyLog(): Promise<boolean>;
}

/** Opens a SQLite file under Kysely. `secure_delete`, because what is removed may have been a way into a conversation. */
export function openSqlite<Schema>(path: string): Sqlite<Schema> {
  const database = new DatabaseSync(path, { timeout: 5_000 });
  try {
    database.exec("PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;");
    const log = openLog(database);
    const turns = createTurns();
    const parts = { database: toKysely(database, log), turns };
    return {
      db: new Kysely<Schema>({ dialect: new TurnsDialect({ ...parts, watch: watchWrites(database, log, true) }) }),
      eventual: new Kysely<Schema>({
        dialect: new TurnsDialect({ ...parts, watch: watchWrites(database, log, false) }),
      }),
      emptyLog: () => during(turns, async () => log === null || (await log.empty())),
    };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** What a turn wrote is waited for at its end, if it was promised; a log that grew long is emptied. */
function watchWrites(database: DatabaseSync, log: WriteAheadLog | null, isPromised: boolean): WatchTurn {
  const count = database.prepare("SELECT total_changes() AS count");
  let isOwed = false;
  return () => {
    const before = count.get()?.["count"];
    return async () => {
      isOwed ||= count.get()?.["count"] !== before;
      if (!isOwed || log === null || database.isTransaction) return;
      isOwed = false;
      if (isPromised) await log.keep();
      if (log.isLong()) await log.empty();
    };
  };
}

/** Statements that are kept, the latest used ones; what is asked all the time is so compiled once. */
const MOST_KEPT = 300;

/** Node's own SQLite in the shape Kysely's dialect expects. */
function toKysely(database: DatabaseSync, log: WriteAheadLog | null): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  const keep = (sql: string, statement: SqliteStatement): SqliteStatement => {
    kept.delete(sql);
    kept.set(sql, statement);
    const [oldest] = kept.size > MOST_KEPT ? kept.keys() : [];
    if (oldest !== undefined) kept.delete(oldest);
    return statement;
  };
  return {
    close() {
      log?.close();
      database.close();
    },
    prepare(sql) {
      // When the disk is full SQLite has rolled back by itself; to say so again would hide why.
      if (sql === "rollback" && !database.isTransaction) return NOTHING;
      return keep(sql, kept.get(sql) ?? toStatement(database.prepare(sql)));
    },
  };
}

const toStatement = (statement: StatementSync): SqliteStatement => ({
  reader: statement.columns().length > 0,
  all: (values) => eachOf(values)?.flatMap((row) => statement.all(...row)) ?? statement.all(...bind(values)),
  run: (values) => runEach(statement, eachOf(values)) ?? statement.run(...bind(values)),
  iterate: (values) => statement.iterate(...bind(values)),
});

const eachOf = ([first]: readonly unknown[]): readonly RowValues[] | null =>
  first instanceof EachRow ? first.rows : null;

function runEach(statement: StatementSync, rows: readonly RowValues[] | null): StatementResultingChanges | null {
  if (rows === null) return null;
  let changes = 0;
  let lastInsertRowid: number | bigint = 0;
  for (const row of rows) {
    const done = statement.run(...row);
    changes += Number(done.changes);
    ({ lastInsertRowid } = done);
  }
  return { changes, lastInsertRowid };
}

const NOTHING: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [][Symbol.iterator](),
};

const bind = (values: readonly unknown[]): SQLInputValue[] => values.map(toValue);

function toValue(value: unknown): SQLInputValue {
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "bigint") return value;
  if (value instanceof Uint8Array) return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  throw new TypeError(`a ${typeof value} cannot be stored`);
}

/** Copies a database that others may write to, as it stands now. */
export function copySqlite(path: string, copy: string): void {
  const database = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
  try {
    database.prepare("VACUUM INTO ?").run(copy);
  } finally {
    database.close();
  }
}

/** The first thing that is wrong inside a file; null when nothing is. */
export function findDamage(path: string): string | null {
  const database = new DatabaseSync(path, { timeout: 5_000 });
  try {
    const row = database.prepare("PRAGMA quick_check(1)").get();
    const said = row && Object.values(row)[0];
    return said === "ok" ? null : typeof said === "string" ? (said.split("\n", 1)[0] ?? "") : "it cannot be checked";
  } finally {
    database.close();
  }
}
