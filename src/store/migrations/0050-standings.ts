import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** What companions that share a database tell each other of the gateways they read. */
export const standings: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("standings")
      .addColumn("gateway", "text", (column) => column.primaryKey().notNull())
      .addColumn("release", "text", (column) => column.notNull())
      .addColumn("standing", "text", (column) => column.notNull())
      .addColumn("read_at", "integer")
      .execute();
  },
};
