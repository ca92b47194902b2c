import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Every privileged call, allowed or refused. */
export const audit: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("audit")
      .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
      .addColumn("at", "integer", (column) => column.notNull())
      .addColumn("platform", "text", (column) => column.notNull())
      .addColumn("person", "text", (column) => column.notNull())
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("place", "text", (column) => column.notNull())
      .addColumn("gateway", "text")
      .addColumn("what", "text", (column) => column.notNull())
      .addColumn("decision", "text", (column) => column.notNull())
      .execute();
  },
};
