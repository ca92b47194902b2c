import { sql, type Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** A room that was lost once was lost for ever; from now on it is one that is tried again. */
export const roomFaults: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("room_faults")
      .addColumn("platform", "text", (column) => column.notNull())
      .addColumn("target", "text", (column) => column.notNull())
      .addColumn("kind", "text", (column) => column.notNull())
      .addColumn("since", "integer", (column) => column.notNull())
      .addColumn("attempts", "integer", (column) => column.notNull())
      .addColumn("tried_at", "integer", (column) => column.notNull())
      .addColumn("retry_at", "integer", (column) => column.notNull())
      .addColumn("why", "text", (column) => column.notNull())
      .addColumn("fix", "text")
      .addPrimaryKeyConstraint("room_faults_key", ["platform", "target"])
      .execute();
    await db.schema.alterTable("notices").addColumn("refused_why", "text").execute();
    await db.schema.alterTable("notices").addColumn("refused_fix", "text").execute();
    await sql`
      insert into room_faults (platform, target, kind, since, attempts, tried_at, retry_at, why, fix)
      select platform, target, 'lost', at, 0, at, 0, 'an earlier warning did not get through', null
      from rooms where state = 'lost'`.execute(db);
    await sql`update rooms set state = 'on' where state = 'lost'`.execute(db);
  },
};
