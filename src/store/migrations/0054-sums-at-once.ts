import { sql, type Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { ALL } from "./0032-sums.ts";

/** What came is added once a statement from now on (`src/store/sqlite/sums.ts`): a trigger costs more than its row. */
export const sumsAtOnce: Migration = {
  async up(db: Kysely<unknown>) {
    for (const { table } of ALL) await sql.raw(`drop trigger ${table}_come`).execute(db);
  },
};
