import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Counts belong to a gateway, not to the name it is read under: the ledger knows by which address it was read. */
export const identity: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable("readings").addColumn("address", "text").execute();
  },
};
