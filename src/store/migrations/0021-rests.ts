import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Logins and keys that a gateway leaves alone: it says so once, and for hours nothing else tells of it. */
export const rests: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("rests")
      .addColumn("gateway", "text", (column) => column.notNull())
      .addColumn("provider", "text", (column) => column.notNull())
      .addColumn("profile", "text", (column) => column.notNull())
      .addColumn("at", "integer", (column) => column.notNull())
      .addColumn("until", "integer", (column) => column.notNull())
      .addColumn("disabled", "integer", (column) => column.notNull())
      .addColumn("said", "text")
      .addPrimaryKeyConstraint("rests_key", ["gateway", "provider", "profile"])
      .execute();
  },
};
