import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

export const evidence: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("attempts")
      .addColumn("id", "integer", (column) => column.primaryKey())
      .addColumn("gateway", "text", (column) => column.notNull())
      .addColumn("key", "text", (column) => column.notNull())
      .addColumn("session", "text")
      .addColumn("agent", "text")
      .addColumn("provider", "text", (column) => column.notNull())
      .addColumn("model", "text", (column) => column.notNull())
      .addColumn("at", "integer", (column) => column.notNull())
      .addColumn("ended_by", "text", (column) => column.notNull())
      .addColumn("reason", "text", (column) => column.notNull())
      .addColumn("status", "integer")
      .addColumn("message", "text")
      .addUniqueConstraint("attempts_key", ["gateway", "key"])
      .execute();
    await db.schema.createIndex("attempts_at").on("attempts").columns(["gateway", "at"]).execute();
    await db.schema
      .createTable("turns")
      .addColumn("id", "integer", (column) => column.primaryKey())
      .addColumn("gateway", "text", (column) => column.notNull())
      .addColumn("key", "text", (column) => column.notNull())
      .addColumn("session", "text", (column) => column.notNull())
      .addColumn("agent", "text", (column) => column.notNull())
      .addColumn("at", "integer", (column) => column.notNull())
      .addColumn("provider", "text")
      .addColumn("model", "text")
      .addColumn("selected_provider", "text")
      .addColumn("selected_model", "text")
      .addColumn("fallback", "integer")
      .addUniqueConstraint("turns_key", ["gateway", "key"])
      .execute();
    await db.schema.createIndex("turns_at").on("turns").columns(["gateway", "at"]).execute();
    await db.schema
      .createTable("selections")
      .addColumn("gateway", "text", (column) => column.notNull())
      .addColumn("agent", "text", (column) => column.notNull())
      .addColumn("provider", "text")
      .addColumn("model", "text")
      .addColumn("since", "integer", (column) => column.notNull())
      .addPrimaryKeyConstraint("selections_key", ["gateway", "agent", "since"])
      .execute();
    await db.schema
      .createTable("readings")
      .addColumn("gateway", "text", (column) => column.primaryKey())
      .addColumn("log_file", "text")
      .addColumn("log_cursor", "integer")
      .addColumn("record_since", "integer")
      .execute();
    await db.schema
      .createTable("session_readings")
      .addColumn("gateway", "text", (column) => column.notNull())
      .addColumn("session", "text", (column) => column.notNull())
      .addColumn("updated_at", "integer", (column) => column.notNull())
      .addColumn("read_at", "integer", (column) => column.notNull())
      .addPrimaryKeyConstraint("session_readings_key", ["gateway", "session"])
      .execute();
    await db.schema
      .createTable("callbacks")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("text", "text", (column) => column.notNull())
      .addColumn("kept_at", "integer", (column) => column.notNull())
      .execute();
  },
};
