import { sql, type Kysely } from "kysely";
import type { Migration } from "kysely/migration";

export const repairs: Migration = {
  async up(db: Kysely<unknown>) {
    await createTables(db);
    // The account of who changed what is only ever added to.
    for (const action of ["update", "delete"]) {
      await sql`create trigger ${sql.ref(`repair_events_no_${action}`)} before ${sql.raw(action)} on repair_events
        begin select raise(abort, 'repair events are only added'); end`.execute(db);
    }
  },
};

/** The tables alone; triggers are written in another way in each database. */
export async function createTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("repairs")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("gateway", "text", (column) => column.notNull())
    .addColumn("plan", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("step", "integer", (column) => column.notNull())
    .addColumn("created_at", "integer", (column) => column.notNull())
    .addColumn("updated_at", "integer", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("repair_events")
    .addColumn("id", "integer", (column) => column.primaryKey())
    .addColumn("repair", "text", (column) => column.notNull())
    .addColumn("at", "integer", (column) => column.notNull())
    .addColumn("event", "text", (column) => column.notNull())
    .addColumn("detail", "text", (column) => column.notNull())
    .execute();
}
