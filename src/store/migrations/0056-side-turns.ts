import { sql, type Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Turns of jobs by the clock and of subagents are few among many: looking for them goes through no others. */
export const sideTurns: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create index turns_side on turns (gateway, at)
      where (session like 'agent:%:cron:%' or session like 'agent:%:subagent:%')`.execute(db);
  },
};
