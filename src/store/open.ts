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
import { createAuditStore } from "./audit.ts";
import { createCallbackStore } from "./callbacks.ts";
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

export interface Store {
  readonly ledger: Ledger;
  readonly histories: HistoryQueries;
  readonly callbacks: CallbackStore;
  readonly memory: PlatformMemory;
  readonly repairs: RepairStore;
  readonly audit: AuditStore;
  readonly incidents: IncidentStore;
  readonly outbox: Outbox;
  close(): Promise<void>;
}

/** Opens `companion.sqlite` in the data folder and brings it up to date. */
export async function openStore(folder: string, now: () => number): Promise<Store> {
  const path = join(folder, "companion.sqlite");
  try {
    const db = openSqlite<Schema>(path);
    await migrate(db);
    return {
      ledger: { ...createEvidenceStore(db), ...createEvidenceQueries(db) },
      histories: createHistoryQueries(db),
      callbacks: createCallbackStore(db, now),
      memory: createPlatformMemory(db),
      repairs: createRepairStore(db, now, folder),
      audit: createAuditStore(db),
      incidents: createIncidentStore(db),
      outbox: createOutbox(db),
      close: () => db.destroy(),
    };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : "unknown error";
    const hint = "check that the folder can be written and has space, or set COMPANION_DATA_DIR to another one";
    throw new Error(`the ledger ${path} cannot be opened (${why}): ${hint}`, { cause });
  }
}

/** One process at a time: a service and a one-shot command may find the same old file in the same moment. */
async function migrate(db: Kysely<Schema>): Promise<void> {
  const provider = { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) };
  await sql`begin immediate`.execute(db);
  const { error } = await new Migrator({ db, provider, disableTransactions: true }).migrateToLatest();
  await (error === undefined ? sql`commit` : sql`rollback`).execute(db);
  if (error !== undefined) throw error instanceof Error ? error : new Error("the migration failed");
}
