import { setImmediate } from "node:timers/promises";
import { sql, type RawBuilder, type Transaction } from "kysely";
import type { ColumnType, Engine, Summed } from "./engine.ts";
import type { Schema } from "./schema.ts";
import { toValue } from "./values.ts";

/** What is written by natural key, one row each. */
interface Keyed {
  readonly key: string;
}

/** What a column holds, and where it stands in what is written; `place` is which row of its statement it is. */
type Column<T> = readonly [type: ColumnType, read: (one: T, place: number) => string | number | null];
type Columns<T> = Readonly<Record<string, Column<T>>>;

export interface RowWriting<T extends Keyed> {
  readonly table: Summed;
  /** Every column that is written besides the gateway's name. */
  readonly columns: Columns<T>;
  /** Whether more is known of a row that is there already by the one that comes, `excluded`. */
  readonly grows: RawBuilder<unknown>;
  /** The columns of `excluded` that this looks at. */
  readonly looked: readonly string[];
  /** What becomes of it then. */
  readonly update: RawBuilder<unknown>;
}

/** Those of some rows of a gateway that say something new, in order, and of which of them there is no row yet. */
export interface NewRows<T extends Keyed> {
  readonly gateway: string;
  readonly rows: readonly T[];
  readonly isAbsent: (row: T) => boolean;
}

/** Rows in one statement, before others get their turn: SQLite works on the main thread. */
const AT_ONCE = 300;

/** Looks for what is worth writing; nothing is written, nor locked. */
export async function findNew<T extends Keyed>(
  engine: Engine,
  writing: RowWriting<T>,
  gateway: string,
  rows: readonly T[],
): Promise<NewRows<T>> {
  const { table, grows, looked } = writing;
  const there = sql.table(table);
  const columns: Columns<T> = {
    ...withGateway(gateway, pick(writing.columns, ["key", ...looked])),
    place: ["bigint", (_one, place) => place],
  };
  // A first reading: to look for each row where there is none takes as long as a third of writing it.
  if (rows.length > AT_ONCE && (await isEmpty(engine, table, gateway))) return { gateway, rows, isAbsent: () => true };
  const known = new Set<string>();
  const grown = new Set<string>();
  for (const part of toParts(rows)) {
    // Looked up one by one, through the key: a join may be made by reading the whole table.
    const found = await sql<{ place: number; grows: number }>`
      with excluded (${toNames(columns)}) as (${toRows(engine, columns, part)})
      select place, grows
      from (select excluded.place, (select case when ${grows} then 1 else 0 end from ${there}
          where ${there}.gateway = excluded.gateway and ${there}.key = excluded.key) as grows
        from excluded) as looked
      where grows is not null`.execute(engine.db);
    for (const one of found.rows) {
      const key = part[one.place]?.key ?? "";
      known.add(key);
      if (one.grows === 1) grown.add(key);
    }
    await setImmediate();
  }
  const isAbsent = ({ key }: T) => !known.has(key);
  return { gateway, rows: rows.filter((row) => isAbsent(row) || grown.has(row.key)), isAbsent };
}

async function isEmpty({ db }: Engine, table: Summed, gateway: string): Promise<boolean> {
  const { rows } = await sql`select 1 from ${sql.table(table)} where gateway = ${toValue(gateway)} limit 1`.execute(db);
  return rows.length === 0;
}

/** Of rows of which the first `count` are written, how many that are not there yet are not. */
export function countLeftOut<T extends Keyed>({ rows, isAbsent }: NewRows<T>, count: number): number {
  if (rows.length <= count) return 0;
  const written = new Set(rows.slice(0, count).map(({ key }) => key));
  return rows.slice(count).filter((row) => isAbsent(row) && !written.has(row.key)).length;
}

/**
 * Writes rows by natural key, many in one statement: a row that costs a statement of its own costs most of its time on
 * the way. Resolves to how many are new or were changed.
 */
export async function writeRows<T extends Keyed>(
  engine: Engine,
  tx: Transaction<Schema>,
  writing: RowWriting<T>,
  { gateway, rows, isAbsent }: NewRows<T>,
): Promise<number> {
  const { table, grows, update } = writing;
  const columns = withGateway(gateway, writing.columns);
  const put = async (some: readonly T[], otherwise: RawBuilder<unknown>): Promise<number> => {
    if (some.length === 0) return 0;
    const insert = sql`insert into ${sql.table(table)} (${toNames(columns)}) ${toRows(engine, columns, some)}
      on conflict (gateway, key) ${otherwise}`;
    const { numAffectedRows } = await engine.summing(tx, table, () => insert.execute(tx));
    return Number(numAffectedRows ?? 0n);
  };
  let changed = 0;
  for (const part of toParts(rows)) {
    // A statement that might change what is there costs SQLite a third more, because of the triggers for that.
    const fresh = part.filter(isAbsent);
    const added = await put(fresh, sql`do nothing`);
    const known = added < fresh.length ? part : part.filter((row) => !isAbsent(row));
    changed += added + (await put(known, sql`do update set ${update} where ${grows}`));
    await setImmediate();
  }
  return changed;
}

/** The first of them. */
export const firstOf = <T extends Keyed>(all: NewRows<T>, count: number): NewRows<T> => ({
  ...all,
  rows: all.rows.slice(0, count),
});

const withGateway = <T>(gateway: string, columns: Columns<T>): Columns<T> => ({
  gateway: ["text", () => gateway],
  ...columns,
});

const toNames = <T>(columns: Columns<T>): RawBuilder<unknown> =>
  sql.join(Object.keys(columns).map((name) => sql.ref(name)));

function toRows<T>({ rows }: Engine, columns: Columns<T>, part: readonly T[]): RawBuilder<unknown> {
  const all = Object.values(columns);
  const values = part.map((one, place) => all.map(([, read]) => toValue(read(one, place))));
  return rows(
    all.map(([type]) => type),
    values,
  );
}

const pick = <T>(all: Readonly<Record<string, T>>, names: readonly string[]): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));

/** In order; no statement may touch the same row twice. */
function toParts<T extends Keyed>(rows: readonly T[]): readonly (readonly T[])[] {
  const parts: T[][] = [];
  let keys = new Set<string>();
  for (const row of rows) {
    const part = parts.at(-1);
    if (part === undefined || part.length >= AT_ONCE || keys.has(row.key)) {
      parts.push([row]);
      keys = new Set([row.key]);
    } else {
      part.push(row);
      keys.add(row.key);
    }
  }
  return parts;
}
