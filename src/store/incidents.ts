import { sql, type Kysely, type Selectable, type Transaction } from "kysely";
import type { Incident, IncidentChange, IncidentStore } from "../core/incident.ts";
import type { Engine } from "./engine.ts";
import { readIncident, writeIncident } from "./incident-rows.ts";
import type { Schema } from "./schema.ts";

export function createIncidentStore({ db, eventual = db, alone }: Engine): IncidentStore {
  const all = () => rowsIn(db);
  return {
    save: (changes, isFound = false) =>
      (isFound ? eventual : db).transaction().execute(async (tx) => {
        // Numbers are given out one after another.
        await alone(tx, "incidents");
        for (const one of changes) await saveOne(tx, withSaid(one, await findIn(tx, one.after.id)));
      }),

    edit: (id, change) =>
      db.transaction().execute(async (tx) => {
        await alone(tx, "incidents");
        const now = await findIn(tx, id);
        if (now === null) return null;
        const after = change(now);
        await saveOne(tx, after);
        return after;
      }),

    find: (id) => findIn(db, id),

    async numbered(number) {
      const row = await all().where("number", "=", number).executeTakeFirst();
      return row ? readIncident(row) : null;
    },

    async live(gateway, since) {
      const rows = await all()
        .where("gateway", "=", gateway)
        .where((eb) => eb.or([eb("over_at", "is", null), eb("over_at", ">=", since)]))
        .orderBy("begun_at")
        .execute();
      return readAll(rows);
    },

    async allLive(since) {
      const rows = await all()
        .where((eb) => eb.or([eb("over_at", "is", null), eb("over_at", ">=", since)]))
        .orderBy("begun_at")
        .execute();
      return readAll(rows);
    },

    async unfinished() {
      return readAll(await all().where("over_at", "is", null).orderBy("begun_at").execute());
    },

    async group(id) {
      const rows = await all()
        .where((eb) => eb.or([eb("id", "=", id), eb("group_id", "=", id)]))
        .orderBy("number")
        .execute();
      return readAll(rows);
    },

    async latest(limit) {
      return readAll(await all().orderBy("begun_at", "desc").limit(limit).execute());
    },
  };
}

const rowsIn = (db: Kysely<Schema>) => db.selectFrom("incidents").select(["incident", "number"]);

async function findIn(db: Kysely<Schema>, id: string): Promise<Incident | null> {
  const row = await rowsIn(db).where("id", "=", id).executeTakeFirst();
  return row ? readIncident(row) : null;
}

/** What somebody said of it since it was read stands, unless the change is about that. */
function withSaid({ before, after }: IncidentChange, now: Incident | null): Incident {
  if (now === null) return after;
  const isMute = before !== null && (before.mutedBy !== after.mutedBy || before.mutedUntil !== after.mutedUntil);
  const isWord = before !== null && before.acknowledgedBy !== after.acknowledgedBy;
  const { mutedBy, mutedUntil } = isMute ? after : now;
  const { acknowledgedBy } = isWord ? after : now;
  return { ...after, acknowledgedBy, mutedBy, mutedUntil };
}

async function saveOne(tx: Transaction<Schema>, incident: Incident): Promise<void> {
  const { id, gateway, begunAt, overAt, group = null } = incident;
  const row = {
    gateway,
    begun_at: begunAt,
    over_at: overAt,
    group_id: group,
    incident: writeIncident(incident),
  };
  await tx
    .insertInto("incidents")
    .values({ id, ...row, number: sql`(select coalesce(max(number), 0) + 1 from incidents)` })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
    .execute();
}

/** One that cannot be read keeps nobody from the others. */
const readAll = (rows: readonly Pick<Selectable<Schema["incidents"]>, "incident" | "number">[]): readonly Incident[] =>
  rows.flatMap((row) => readIncident(row) ?? []);
