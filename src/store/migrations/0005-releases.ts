import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** The release a selection was seen on last. */
export const releases: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable("selections").addColumn("release", "text").execute();
  },
};
