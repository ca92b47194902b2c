import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Servers and chats the bot was put into. */
export const places: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("places")
      .addColumn("platform", "text", (column) => column.notNull())
      .addColumn("id", "text", (column) => column.notNull())
      .addColumn("name", "text")
      .addColumn("put_by", "text")
      .addColumn("state", "text", (column) => column.notNull())
      .addColumn("at", "integer", (column) => column.notNull())
      .addPrimaryKeyConstraint("places_key", ["platform", "id"])
      .execute();
  },
};
