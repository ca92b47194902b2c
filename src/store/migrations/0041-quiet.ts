import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Times in which warnings make no sound, and rooms that hear only what nobody acknowledged. */
export const quiet: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("quiet_times")
      .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
      .addColumn("quiet", "text", (column) => column.notNull())
      .execute();
    await db.schema.alterTable("rooms").addColumn("after", "integer").execute();
  },
};
