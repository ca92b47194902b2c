import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Codes of `setup`, kept as digests, and who became an admin with one. */
export const enrolment: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("setup_codes")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("hash", "text", (column) => column.notNull())
      .addColumn("purpose", "text", (column) => column.notNull())
      .addColumn("expires_at", "integer", (column) => column.notNull())
      .addColumn("use", "text")
      .execute();
    await db.schema
      .createTable("admins")
      .addColumn("platform", "text", (column) => column.notNull())
      .addColumn("person", "text", (column) => column.notNull())
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("at", "integer", (column) => column.notNull())
      .addPrimaryKeyConstraint("admins_key", ["platform", "person"])
      .execute();
  },
};
