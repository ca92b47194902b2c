import { setImmediate } from "node:timers/promises";
import { sql, type Kysely, type RawBuilder } from "kysely";
import type { Engine } from "./engine.ts";
import type { Schema } from "./schema.ts";
import { toValue } from "./values.ts";

/** A row by natural key. */
export type KeyedRow = Readonly<Record<string, string | number | null>> & {
  readonly gateway: string;
  readonly key: string;
};

export interface RowWriting {
  readonly table: "attempts" | "turns";
  /** Every column that is written, in the order of their values. */
  readonly columns: Readonly<Record<string, "text" | "bigint">>;
  /** Whether more is known of a row that is there already by the one that comes, `excluded`. */
  readonly grows: RawBuilder<unknown>;
  /** What becomes of it then. */
  readonly update: RawBuilder<unknown>;
}

/** Those of some rows that say something new, in order, and the keys of which there is no row yet. */
export interface NewRows {
  readonly rows: readonly KeyedRow[];
  readonly absent: ReadonlySet<string>;
}

/** Rows in one statement, before others get their turn: SQLite works on the main thread. */
const AT_ONCE = 300;

/** Looks for what is worth writing; nothing is written, nor locked. */
export async function findNew(engine: Engine, writing: RowWriting, rows: readonly KeyedRow[]): Promise<NewRows> {
  const { table, grows } = writing;
  const there = sql.table(table);
  const [absent, grown] = [new Set<string>(), new Set<string>()];
  for (const part of toParts(rows)) {
    // Looked up one by one, through the key: a join may be made by reading the whole table.
    const found = await sql<{ place: number; absent: number }>`
      select place, case when state is null then 1 else 0 end as absent
      from (select excluded.place, (select case when ${grows} then 1 else 0 end from ${there}
          where ${there}.gateway = excluded.gateway and ${there}.key = excluded.key) as state
        from (select ${toColumns(writing)}, cast(value ->> ${sql.lit(placeIn(writing))} as bigint) as place
          from ${engine.each(toJson(writing, part))}) as excluded) as looked
      where state is null or state = 1`.execute(engine.db);
    for (const one of found.rows) {
      const key = part[one.place]?.key;
      if (key !== undefined) (one.absent === 1 ? absent : grown).add(key);
    }
    await setImmediate();
  }
  return { rows: rows.filter(({ key }) => absent.has(key) || grown.has(key)), absent };
}

/** Of rows of which the first `count` are written, how many that are not there yet are not. */
export function countLeftOut({ rows, absent }: NewRows, count: number): number {
  const written = new Set(rows.slice(0, count).map(({ key }) => key));
  return rows.slice(count).filter(({ key }) => absent.has(key) && !written.has(key)).length;
}

/**
 * Writes rows by natural key, many in one statement: a row that costs a statement of its own costs most of its time on
 * the way. Resolves to how many are new or were changed.
 */
export async function writeRows(
  { each }: Pick<Engine, "each">,
  db: Kysely<Schema>,
  writing: RowWriting,
  rows: readonly KeyedRow[],
): Promise<number> {
  const { table, columns, grows, update } = writing;
  const into = sql.join(Object.keys(columns).map((name) => sql.ref(name)));
  let changed = 0;
  for (const part of toParts(rows)) {
    const { numAffectedRows } = await sql`insert into ${sql.table(table)} (${into})
      select ${toColumns(writing)} from ${each(toJson(writing, part))} where true
      on conflict (gateway, key) do update set ${update} where ${grows}`.execute(db);
    changed += Number(numAffectedRows ?? 0n);
    await setImmediate();
  }
  return changed;
}

/** After the columns stands which row of its statement it is. */
const placeIn = ({ columns }: RowWriting): number => Object.keys(columns).length;

const toJson = ({ columns }: RowWriting, rows: readonly KeyedRow[]): string => {
  const names = Object.keys(columns);
  return JSON.stringify(rows.map((row, place) => [...names.map((name) => toValue(row[name] ?? null)), place]));
};

const toColumns = ({ columns }: RowWriting): RawBuilder<unknown> =>
  sql.join(
    Object.entries(columns).map(
      ([name, type], index) => sql`cast(value ->> ${sql.lit(index)} as ${sql.raw(type)}) as ${sql.ref(name)}`,
    ),
  );

/** In order; no statement may touch the same row twice. */
function toParts(rows: readonly KeyedRow[]): readonly (readonly KeyedRow[])[] {
  const parts: KeyedRow[][] = [];
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
