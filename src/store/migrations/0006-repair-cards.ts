import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Where the card of a repair stands, for a later process to go on in. */
export const repairCards: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable("repairs").addColumn("card", "text").execute();
  },
};
