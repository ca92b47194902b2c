import { DatabaseSync, type SQLInputValue, type StatementResultingChanges, type StatementSync } from "node:sqlite";
import { Kysely, type SqliteDatabase, type SqliteStatement } from "kysely";
import type { RowValues } from "../engine.ts";
import { EachRow } from "./each-row.ts";
import { createTurns, TurnsDialect } from "./dialect.ts";

/** One database, twice: a commit of `db` waits until it would survive a power cut, one of `eventual` does not. */
export interface Sqlite<Schema> {
  readonly db: Kysely<Schema>;
  readonly eventual: Kysely<Schema>;
}

/**
 * Opens a SQLite file under Kysely. WAL, so that one-shot commands read while the service writes, and what was
 * committed is lost in no other order than it was written; `secure_delete`, because what is removed may have been a way
 * into a conversation.
 */
export function openSqlite<Schema>(path: string): Sqlite<Schema> {
  const database = new DatabaseSync(path, { timeout: 5_000 });
  try {
    database.exec("PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;");
  } catch (error) {
    database.close();
    throw error;
  }
  const turns = createTurns();
  const shared = toKysely(database);
  let level = "";
  const open = (wanted: "FULL" | "NORMAL"): Kysely<Schema> => {
    const prepare = (): void => {
      if (level !== wanted) database.exec(`PRAGMA synchronous=${wanted}`);
      level = wanted;
    };
    return new Kysely<Schema>({ dialect: new TurnsDialect({ database: shared, turns, prepare }) });
  };
  return { db: open("FULL"), eventual: open("NORMAL") };
}

/** Statements that are kept, the latest used ones; what is asked all the time is so compiled once. */
const MOST_KEPT = 300;

/** Node's own SQLite in the shape Kysely's dialect expects. */
function toKysely(database: DatabaseSync): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  const keep = (sql: string, statement: SqliteStatement): SqliteStatement => {
    kept.delete(sql);
    kept.set(sql, statement);
    const [oldest] = kept.size > MOST_KEPT ? kept.keys() : [];
    if (oldest !== undefined) kept.delete(oldest);
    return statement;
  };
  return {
    close: () => database.close(),
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
