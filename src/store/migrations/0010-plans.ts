import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Plans are repairs, undos of them, or releases of sessions; and one may need a second admin. */
export const plans: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable("repairs")
      .addColumn("kind", "text", (column) => column.notNull().defaultTo("change"))
      .execute();
    await db.schema.alterTable("repairs").addColumn("approved", "text").execute();
  },
};
