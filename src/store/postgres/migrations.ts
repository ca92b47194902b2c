import { sql, type Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { MIGRATIONS } from "../migrations/index.ts";
import { postgresSums } from "./sums.ts";

/** As `0002-repairs`; triggers are written in another way here. */
const repairs: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("repairs")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("gateway", "text", (column) => column.notNull())
      .addColumn("plan", "text", (column) => column.notNull())
      .addColumn("state", "text", (column) => column.notNull())
      .addColumn("step", "integer", (column) => column.notNull())
      .addColumn("created_at", "integer", (column) => column.notNull())
      .addColumn("updated_at", "integer", (column) => column.notNull())
      .execute();
    await db.schema
      .createTable("repair_events")
      .addColumn("id", "integer", (column) => column.primaryKey())
      .addColumn("repair", "text", (column) => column.notNull())
      .addColumn("at", "integer", (column) => column.notNull())
      .addColumn("event", "text", (column) => column.notNull())
      .addColumn("detail", "text", (column) => column.notNull())
      .execute();
    await sql`create function repair_events_only_added() returns trigger language plpgsql as
      $$ begin raise exception 'repair events are only added'; end $$`.execute(db);
    await sql`create trigger repair_events_only_added before update or delete on repair_events
      for each row execute function repair_events_only_added()`.execute(db);
  },
};

/** The migrations of the file, with what differs here under the same name. */
export const POSTGRES_MIGRATIONS: Readonly<Record<string, Migration>> = {
  ...MIGRATIONS,
  "0002-repairs": repairs,
  "0032-sums": postgresSums,
};
