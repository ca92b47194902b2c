import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

export const platformMemory: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("platform_memory")
      .addColumn("name", "text", (column) => column.primaryKey())
      .addColumn("text", "text", (column) => column.notNull())
      .execute();
  },
};
