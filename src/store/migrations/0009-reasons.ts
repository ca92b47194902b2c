import type { Migration } from "kysely/migration";

/** What a failure says of itself besides its reason; unknown of failures that were recorded before. */
export const reasons: Migration = {
  async up(db) {
    await db.schema.alterTable("attempts").addColumn("said", "text").execute();
    await db.schema.alterTable("attempts").addColumn("scopes", "text").execute();
    await db.schema.alterTable("attempts").addColumn("until", "integer").execute();
  },
};
