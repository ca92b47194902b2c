import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** The card in which the end of a repair is still owed to whoever asked for it. */
export const repairOwed: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable("repairs").addColumn("owed", "text").execute();
  },
};
