import { sql, type Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { comes, createTables, differs, goes, type Counted } from "./0032-sums.ts";

/** Attempts by all that tells one failure from another: those of a day are added up from a few rows. */
export const FAILED: Counted = {
  table: "attempts",
  columns: ["at", "agent", "provider", "model", "entry", "facts", "until"],
  key: (row) => ({
    gateway: `${row}.gateway`,
    agent: `coalesce(${row}.agent, '')`,
    provider: `${row}.provider`,
    model: `${row}.model`,
    entry: `coalesce(${row}.entry, '')`,
    facts: `coalesce(${row}.facts, '')`,
  }),
  told: { ended_by: "text", reason: "text", status: "integer", message: "text", said: "text", scopes: "text" },
  greatest: "until",
};

/** Any name will do for facts that are kept already, if it is one for the same ones. */
const NAME_FACTS = `update attempts set facts = named.facts from (
    select id as of, 'as ' || min(id) over (partition by ended_by, reason, status, message, said, scopes) as facts
      from attempts) as named
  where attempts.id = named.of`;

/** In place of sums by kind alone, whose triggers are gone. */
export async function replaceSums(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("attempts").addColumn("facts", "text").execute();
  await sql.raw(NAME_FACTS).execute(db);
  await db.schema.dropTable("attempt_sums").execute();
  await createTables(db, [FAILED]);
}

export const failureSums: Migration = {
  async up(db: Kysely<unknown>) {
    for (const name of ["attempts_go", "attempts_change"]) await sql.raw(`drop trigger ${name}`).execute(db);
    await replaceSums(db);
    const change = `${goes(FAILED)} ${comes(FAILED, "max", "min")}`;
    for (const trigger of [
      `create trigger attempts_go after delete on attempts begin ${goes(FAILED)} end`,
      `create trigger attempts_change after update of ${FAILED.columns.join(", ")} on attempts
        when ${differs(FAILED)} begin ${change} end`,
    ])
      await sql.raw(trigger).execute(db);
  },
};
