import { sql, type Kysely } from "kysely";
import { Migrator, type Migration } from "kysely/migration";
import type { Message } from "../core/card.ts";
import { say } from "../words/say.ts";
import { sayListed } from "../words/sequence.ts";
import type { Schema } from "./schema.ts";

type Migrations = Readonly<Record<string, Migration>>;

/**
 * A release that knows less would read it wrongly, and write what the newer one does not expect. Resolves to the
 * migrations it lacks.
 */
export async function refuseNewer(
  db: Kysely<Schema>,
  migrations: Migrations,
  toError: (why: Message) => Error,
): Promise<readonly string[]> {
  const { rows } = await sql<{ readonly name: string }>`select name from kysely_migration order by name`.execute(db);
  const applied = new Set(rows.map(({ name }) => name));
  const unknown = [...applied].filter((name) => !Object.hasOwn(migrations, name));
  if (unknown.length === 0) return Object.keys(migrations).filter((name) => !applied.has(name));
  const newest = Object.keys(migrations).toSorted().at(-1) ?? "nothing";
  throw toError(say("host.why-newer", { names: sayListed(unknown), newest }));
}

/** Brings a database up to date; what kept it from that, else null. */
export async function migrate(
  db: Kysely<Schema>,
  migrations: Migrations,
  options: { readonly disableTransactions?: boolean; readonly migrationTableSchema?: string },
): Promise<Error | null> {
  const provider = { getMigrations: () => Promise.resolve({ ...migrations }) };
  const { error } = await new Migrator({ db, provider, ...options }).migrateToLatest();
  if (error === undefined) return null;
  return error instanceof Error ? error : new Error("the migration failed");
}
