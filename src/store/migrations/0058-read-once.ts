import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** What a process that begins need not read again. Of what was read before, that is not known. */
export const readOnce: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable("session_readings")
      .addColumn("at_rest", "integer", (column) => column.notNull().defaultTo(0))
      .execute();
    for (const column of ["log_next", "log_next_at"])
      await db.schema.alterTable("readings").addColumn(column, "integer").execute();
  },
};
