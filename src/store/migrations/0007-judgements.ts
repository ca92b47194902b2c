import { sql, type Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Answers are judged by their own run; attempts keep the login they were made with; the record says where it has gaps. */
export const judgements: Migration = {
  async up(db: Kysely<unknown>) {
    for (const column of ["judged", "wish", "witness", "api", "reported"]) {
      await db.schema.alterTable("turns").addColumn(column, "text").execute();
    }
    await db.schema.alterTable("attempts").addColumn("login", "text").execute();
    await db.schema.alterTable("readings").addColumn("log_since", "integer").execute();
    await db.schema.alterTable("readings").addColumn("identity", "text").execute();
    await db.schema
      .createTable("record_gaps")
      .addColumn("gateway", "text", (column) => column.notNull())
      .addColumn("reason", "text", (column) => column.notNull())
      .addColumn("until", "integer", (column) => column.notNull())
      .addPrimaryKeyConstraint("record_gaps_key", ["gateway", "reason"])
      .execute();
    // What was taken for a fallback because it was no primary stays one only where an attempt of its own says so.
    await sql`update turns set
      judged = case
        when model is null then 'exhausted'
        when fallback = 0 then 'asked'
        when fallback = 1 and exists (
          select 1 from attempts where attempts.gateway = turns.gateway and attempts.key like turns.key || '/%'
        ) then 'fallback'
        else 'unknown' end`.execute(db);
    await sql`update turns set
      wish = case when judged in ('asked', 'fallback', 'exhausted') then 'primary' else 'unknown' end,
      witness = case when judged = 'fallback' then 'attempt' end,
      fallback = case when judged = 'unknown' then null else fallback end`.execute(db);
  },
};
