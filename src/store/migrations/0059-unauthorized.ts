import { sql, type Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** The newest 401s are found at once: also before a server has counted what its tables hold, as after a first reading. */
export const unauthorized: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create index attempts_unauthorized on attempts (gateway, at, id)
      where ended_by = 'provider' and status = 401`.execute(db);
  },
};
