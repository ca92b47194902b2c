import { join } from "node:path";
import { sql, type Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import type { CallbackStore } from "../core/callbacks.ts";
import type { Ledger } from "../core/ledger.ts";
import type { HistoryQueries } from "../core/history.ts";
import type { IncidentStore, Outbox } from "../core/incident.ts";
import type { PlatformMemory } from "../core/platform.ts";
import type { RepairStore } from "../core/repair.ts";
import type { AuditStore } from "../core/audit.ts";
import type { EnrolmentStore } from "../core/enrolment.ts";
import { createAuditStore } from "./audit.ts";
import { createCallbackStore } from "./callbacks.ts";
import { createEnrolmentStore } from "./enrolment.ts";
import { createEvidenceQueries } from "./evidence-queries.ts";
import { createEvidenceStore } from "./evidence-store.ts";
import { createHistoryQueries } from "./history-queries.ts";
import { createIncidentStore } from "./incidents.ts";
import { MIGRATIONS } from "./migrations/index.ts";
import { createOutbox } from "./outbox.ts";
import { createPlatformMemory } from "./platform-memory.ts";
import { createRepairStore } from "./repairs.ts";
import type { Schema } from "./schema.ts";
import { openSqlite } from "./sqlite.ts";
import { newer, toUnavailable } from "./unavailable.ts";

export interface Store {
  readonly ledger: Ledger;
  readonly histories: HistoryQueries;
  readonly callbacks: CallbackStore;
  readonly memory: PlatformMemory;
  readonly repairs: RepairStore;
  readonly audit: AuditStore;
  readonly enrolment: EnrolmentStore;
  readonly incidents: IncidentStore;
  readonly outbox: Outbox;
  close(): Promise<void>;
}

export const ledgerPath = (folder: string): string => join(folder, "companion.sqlite");

/** Opens `companion.sqlite` in the data folder and brings it up to date. Rejects with {@link LedgerUnavailable}. */
export async function openStore(folder: string, now: () => number): Promise<Store> {
  const path = ledgerPath(folder);
  try {
    return await open(path, folder, now);
  } catch (error) {
    throw toUnavailable(error, path);
  }
}

/** A ledger that ends with the process, for whoever only reads when the one on disk cannot be used. */
export const openMemoryStore = (folder: string, now: () => number): Promise<Store> => open(":memory:", folder, now);

async function open(path: string, folder: string, now: () => number): Promise<Store> {
  const db = openSqlite<Schema>(path);
  try {
    await refuseNewer(db, path);
    await migrate(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return {
    ledger: { ...createEvidenceStore(db), ...createEvidenceQueries(db) },
    histories: createHistoryQueries(db),
    callbacks: createCallbackStore(db, now),
    memory: createPlatformMemory(db),
    repairs: createRepairStore(db, now, folder),
    audit: createAuditStore(db),
    enrolment: createEnrolmentStore(db),
    incidents: createIncidentStore(db),
    outbox: createOutbox(db),
    close: () => db.destroy(),
  };
}

/** A release that knows less would read it wrongly, and write what the newer one does not expect. */
async function refuseNewer(db: Kysely<Schema>, path: string): Promise<void> {
  const { rows: tables } = await sql`select 1 from sqlite_master where name = 'kysely_migration'`.execute(db);
  if (tables.length === 0) return;
  const { rows } = await sql<{ readonly name: string }>`select name from kysely_migration order by name`.execute(db);
  const unknown = rows.map(({ name }) => name).filter((name) => !Object.hasOwn(MIGRATIONS, name));
  if (unknown.length === 0) return;
  const newest = Object.keys(MIGRATIONS).toSorted().at(-1) ?? "nothing";
  const why = `it has ${unknown.join(", ")}, this one knows up to ${newest}`;
  throw newer(path, why);
}

/** One process at a time: a service and a one-shot command may find the same old file in the same moment. */
async function migrate(db: Kysely<Schema>): Promise<void> {
  const provider = { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) };
  await sql`begin immediate`.execute(db);
  const { error } = await new Migrator({ db, provider, disableTransactions: true }).migrateToLatest();
  await (error === undefined ? sql`commit` : sql`rollback`).execute(db);
  if (error !== undefined) throw error instanceof Error ? error : new Error("the migration failed");
}
