import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { MIGRATIONS } from "../../../src/store/migrations/index.ts";

/** This release with one more migration: the one that comes after it. */
const later: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable("turns").addColumn("later", "integer").execute();
  },
};
Object.assign(MIGRATIONS, { "9999-later": later });
await import("../../../src/main.ts");
