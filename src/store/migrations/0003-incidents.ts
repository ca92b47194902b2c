import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

export const incidents: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("incidents")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("gateway", "text", (column) => column.notNull())
      .addColumn("begun_at", "integer", (column) => column.notNull())
      .addColumn("over_at", "integer")
      .addColumn("incident", "text", (column) => column.notNull())
      .execute();
    await db.schema.createIndex("incidents_live").on("incidents").columns(["gateway", "over_at"]).execute();
    await db.schema
      .createTable("notices")
      .addColumn("seq", "integer", (column) => column.primaryKey())
      .addColumn("id", "text", (column) => column.notNull().unique())
      .addColumn("platform", "text", (column) => column.notNull())
      .addColumn("target", "text", (column) => column.notNull())
      .addColumn("incident", "text", (column) => column.notNull())
      .addColumn("kind", "text", (column) => column.notNull())
      .addColumn("created_at", "integer", (column) => column.notNull())
      .addColumn("attempts", "integer", (column) => column.notNull())
      .addColumn("due_at", "integer", (column) => column.notNull())
      .addUniqueConstraint("notices_once", ["platform", "target", "incident", "kind"])
      .execute();
    await db.schema
      .createTable("heard")
      .addColumn("incident", "text", (column) => column.notNull())
      .addColumn("platform", "text", (column) => column.notNull())
      .addColumn("target", "text", (column) => column.notNull())
      .addColumn("card_target", "text")
      .addColumn("card_message", "text")
      .addColumn("fingerprint", "text")
      .addColumn("edited_at", "integer")
      .addColumn("sounded_at", "integer")
      .addColumn("announced", "text")
      .addPrimaryKeyConstraint("heard_key", ["incident", "platform", "target"])
      .execute();
    await db.schema
      .createTable("rooms")
      .addColumn("platform", "text", (column) => column.notNull())
      .addColumn("target", "text", (column) => column.notNull())
      .addColumn("state", "text", (column) => column.notNull())
      .addColumn("by", "text", (column) => column.notNull())
      .addColumn("at", "integer", (column) => column.notNull())
      .addPrimaryKeyConstraint("rooms_key", ["platform", "target"])
      .execute();
  },
};
