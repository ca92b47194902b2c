import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Answers keep what they cost; of older ones that is not known. */
export const cost: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable("turns").addColumn("cost", "integer").execute();
  },
};
