import type { Kysely } from "kysely";
import type { Incident, IncidentStore } from "../core/incident.ts";
import type { Schema } from "./schema.ts";

export function createIncidentStore(db: Kysely<Schema>): IncidentStore {
  return {
    save: (incidents) =>
      db.transaction().execute(async (tx) => {
        for (const incident of incidents) {
          const { id, gateway, begunAt, overAt } = incident;
          const row = { gateway, begun_at: begunAt, over_at: overAt, incident: JSON.stringify(incident) };
          await tx
            .insertInto("incidents")
            .values({ id, ...row })
            .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
            .execute();
        }
      }),

    async find(id) {
      const row = await db.selectFrom("incidents").select("incident").where("id", "=", id).executeTakeFirst();
      return row ? toIncident(row) : null;
    },

    async live(gateway, since) {
      const rows = await db
        .selectFrom("incidents")
        .select("incident")
        .where("gateway", "=", gateway)
        .where((eb) => eb.or([eb("over_at", "is", null), eb("over_at", ">=", since)]))
        .orderBy("begun_at")
        .execute();
      return rows.map(toIncident);
    },

    async latest(limit) {
      const rows = await db
        .selectFrom("incidents")
        .select("incident")
        .orderBy("begun_at", "desc")
        .limit(limit)
        .execute();
      return rows.map(toIncident);
    },
  };
}

/** What `save` wrote; it used to keep the impact under another name. */
function toIncident(row: { readonly incident: string }): Incident {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what `save` wrote
  const { toll, ...kept } = JSON.parse(row.incident) as Incident & { readonly toll?: Incident["impact"] };
  return toll === undefined ? kept : { ...kept, impact: toll };
}
