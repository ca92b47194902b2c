import { sql, type Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Incidents that are told as one, and a number for each that people can type. */
export const incidentGroups: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable("incidents").addColumn("group_id", "text").execute();
    await db.schema.alterTable("incidents").addColumn("number", "integer").execute();
    await sql`
      update incidents set number = (
        select count(*) from incidents as other
        where other.begun_at < incidents.begun_at
          or (other.begun_at = incidents.begun_at and other.id <= incidents.id)
      )`.execute(db);
    await db.schema.createIndex("incidents_group").on("incidents").columns(["group_id"]).execute();
    await db.schema.createIndex("incidents_number").on("incidents").columns(["number"]).unique().execute();
  },
};
