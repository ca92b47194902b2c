import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** What became of a gateway besides its settings: another release, or another gateway under the same name. */
export const gatewayChanges: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("gateway_changes")
      .addColumn("gateway", "text", (column) => column.notNull())
      .addColumn("kind", "text", (column) => column.notNull())
      .addColumn("at", "integer", (column) => column.notNull())
      .addColumn("before", "text")
      .addColumn("after", "text")
      .addPrimaryKeyConstraint("gateway_changes_key", ["gateway", "kind", "at"])
      .execute();
  },
};
