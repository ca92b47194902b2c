import { sql, type Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { createTables } from "../migrations/0002-repairs.ts";
import { MIGRATIONS } from "../migrations/index.ts";
import { postgresFailureSums, postgresSums } from "./sums.ts";

/** As `0002-repairs`; triggers are written in another way here. */
const repairs: Migration = {
  async up(db: Kysely<unknown>) {
    await createTables(db);
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
  // There they were added once a statement from the beginning.
  "0054-sums-at-once": { up: () => Promise.resolve() },
  "0057-failure-sums": postgresFailureSums,
};
