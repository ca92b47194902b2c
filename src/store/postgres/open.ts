import { TABLES } from "../../core/companions.ts";
import { CompiledQuery, Kysely, sql, type RawBuilder, type Transaction } from "kysely";
import type { DatabaseAddress, Store } from "../../core/store.ts";
import type { Clock } from "../../core/time.ts";
import { say } from "../../words/say.ts";
import { sayListed, sayNamed } from "../../words/sequence.ts";
import { createStore } from "../create.ts";
import type { ColumnType, Engine } from "../engine.ts";
import { migrate, refuseNewer } from "../migrate.ts";
import { OWN_TABLES } from "../own-tables.ts";
import type { Schema } from "../schema.ts";
import { openPool } from "./connect.ts";
import { isLock, keyOf } from "./locks.ts";
import { nameSeats, seeCompanions, type SeenRow } from "./look.ts";
import { LedgerDialect } from "./dialect.ts";
import { POSTGRES_MIGRATIONS } from "./migrations.ts";
import { createHoldingSession, type HoldingSession } from "./session.ts";
import { toUnavailable, unfit } from "./unavailable.ts";

/** As PostgreSQL itself writes its numbers: 14.0 is 140000. */
const OLDEST = 140_000;

/** Opens a PostgreSQL database and brings it up to date. Rejects with `LedgerUnavailable`. */
export async function openDatabase(address: DatabaseAddress, clock: Clock): Promise<Store> {
  const engine = await openDatabaseEngine(address);
  return {
    ...createStore(engine, clock),
    async close() {
      await engine.end();
      await engine.db.destroy();
    },
  };
}

/** As {@link openDatabase}, for whoever reads rows and not what they mean. */
export async function openDatabaseEngine(address: DatabaseAddress): Promise<Engine & Pick<HoldingSession, "end">> {
  const db = new Kysely<Schema>({ dialect: new LedgerDialect(openPool(address)) });
  let schema: string;
  try {
    const found = await inspect(db, address.name);
    ({ schema } = found);
    // Companions of an older release may be at work, and could not cope with what is changed.
    if (!address.tenure && found.lacks.length > 0 && (await isUsed(db, schema)))
      throw unfit("older", say("host.why-lacks", { names: sayListed(found.lacks) }), address.name);
    const error = await migrate(db, POSTGRES_MIGRATIONS, { migrationTableSchema: schema });
    if (error !== null) throw error;
  } catch (error) {
    await db.destroy();
    throw toUnavailable(error, address.name);
  }
  const { tenure } = address;
  // What a companion holds ends with its right to write.
  const session = tenure ? { hold: tenure.hold, end: () => Promise.resolve() } : createHoldingSession(address);
  const ask = async (text: string, values: readonly unknown[]) =>
    (await db.executeQuery<SeenRow>(CompiledQuery.raw(text, [...values]))).rows;
  return {
    db,
    end: session.end,
    hold: session.hold,
    companions: tenure?.all ?? (() => seeCompanions(ask, { schema, names: nameSeats(schema, []), self: null })),
    async alone(tx: Transaction<Schema>, table: keyof Schema) {
      await sql`lock table ${sql.table(table)} in share row exclusive mode`.execute(tx);
    },
    row: sql`ctid`,
    each: toItems,
    rows: (types, values) => sql`select ${toColumns(types)} from ${toItems(JSON.stringify(values))}`,
    // Its triggers see to that.
    summing: (_tx, _table, bring) => bring(),
    // What its server keeps of removed rows is its server's to remove.
    scrub: () => Promise.resolve(),
  };
}

/** `jsonb`: each value of an item is found without reading those before it again. */
const toItems = (json: string): RawBuilder<unknown> => sql`jsonb_array_elements(${json}::jsonb) as each(value)`;

const toColumns = (types: readonly ColumnType[]): RawBuilder<unknown> =>
  sql.join(types.map((type, index) => sql`cast(value ->> ${sql.lit(index)} as ${sql.raw(type)})`));

/** Whether its tables are those of this release, without writing to it. Rejects with `LedgerUnavailable`. */
export async function fits(address: DatabaseAddress): Promise<boolean> {
  const { tenure: _not, ...asking } = address;
  const db = new Kysely<Schema>({ dialect: new LedgerDialect(openPool(asking)) });
  try {
    const { isNew, lacks } = await inspect(db, address.name);
    return !isNew && lacks.length === 0;
  } catch (error) {
    throw toUnavailable(error, address.name);
  } finally {
    await db.destroy();
  }
}

/** Refuses what cannot be used before anything is written to it. */
async function inspect(
  db: Kysely<Schema>,
  name: string,
): Promise<{ readonly schema: string; readonly isNew: boolean; readonly lacks: readonly string[] }> {
  const { rows } = await sql<Found>`select current_setting('server_version_num')::int as version,
    current_setting('server_version') as said, pg_is_in_recovery() as replica,
    current_setting('default_transaction_read_only') = 'on' as closed,
    to_regclass(quote_ident(current_schema()) || '.kysely_migration') is not null as begun,
    current_schema() as schema`.execute(db);
  const [found] = rows;
  if (!found?.schema) throw unfit("refused", say("host.why-no-schema"), name, "schema");
  if (found.version < OLDEST) throw unfit("too-old", say("host.why-release", { release: found.said }), name);
  if (found.replica) throw unfit("read-only", say("host.why-replica"), name);
  if (found.closed) throw unfit("read-only", say("host.why-closed"), name);
  const { schema } = found;
  if (!found.begun) return { schema, isNew: true, lacks: [] };
  const lacks = await refuseNewer(db, POSTGRES_MIGRATIONS, (why) => unfit("newer", why, name));
  const closed = await findClosed(db);
  if (closed.length > 0)
    throw unfit("refused", say("host.why-rights", { tables: sayNamed(closed, 3) }), name, "rights");
  return { schema, isNew: false, lacks };
}

/** Its own tables that its user may not use as a companion does: one that only reads would keep the others from serving. */
async function findClosed(db: Kysely<Schema>): Promise<readonly string[]> {
  const needed = sql.join(
    NEEDED.map((right) => sql`has_table_privilege(oid, ${right})`),
    sql` and `,
  );
  const { rows } = await sql<{ readonly name: string }>`select relname as name from pg_class
    where relnamespace = current_schema()::regnamespace and relkind = 'r' and relname in (${sql.join(OWN_TABLES)})
      and not (${needed}) order by relname`.execute(db);
  return rows.map(({ name }) => name);
}

const NEEDED = ["select", "insert", "update", "delete"] as const;

async function isUsed(db: Kysely<Schema>, schema: string): Promise<boolean> {
  const held = CompiledQuery.raw(`select from pg_locks l where ${isLock("$1")}`, [[keyOf(schema, TABLES)]]);
  return (await db.executeQuery(held)).rows.length > 0;
}

interface Found {
  readonly version: number;
  readonly said: string;
  readonly replica: boolean;
  readonly closed: boolean;
  readonly begun: boolean;
  /** Where its tables stand: the first of the search path that is there. */
  readonly schema: string | null;
}
