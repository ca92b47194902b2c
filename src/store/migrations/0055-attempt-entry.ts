import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Attempts keep what the configuration said of their provider; of older ones that is not known. */
export const attemptEntry: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable("attempts").addColumn("entry", "text").execute();
  },
};
