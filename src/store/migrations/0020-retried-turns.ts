import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Turns that a gateway tries again and again: their beginning leaves the record while they go on. */
export const retriedTurns: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("retried_turns")
      .addColumn("gateway", "text", (column) => column.notNull())
      .addColumn("key", "text", (column) => column.notNull())
      .addColumn("session", "text", (column) => column.notNull())
      .addColumn("agent", "text", (column) => column.notNull())
      .addColumn("prompt", "text", (column) => column.notNull())
      .addColumn("provider", "text", (column) => column.notNull())
      .addColumn("model", "text", (column) => column.notNull())
      .addColumn("failures", "integer", (column) => column.notNull())
      .addColumn("exact", "integer", (column) => column.notNull())
      .addColumn("since", "integer", (column) => column.notNull())
      .addColumn("last_at", "integer", (column) => column.notNull())
      .addColumn("over", "integer", (column) => column.notNull())
      .addPrimaryKeyConstraint("retried_turns_key", ["gateway", "key"])
      .execute();
  },
};
