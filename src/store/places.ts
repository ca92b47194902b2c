import type { Kysely, Selectable } from "kysely";
import { z } from "zod";
import type { Place, PlaceKeeper, PlaceStore } from "../core/places.ts";
import { readJson } from "./json.ts";
import type { Schema } from "./schema.ts";

const STATE = z.enum(["own", "new", "told", "out"]);
const KEEPER: z.ZodType<PlaceKeeper> = z.object({
  as: z.enum(["added", "owner"]),
  id: z.string(),
  name: z.string().nullable(),
});

/** Servers and chats the bot is or was in. What cannot be read was told already. */
export const createPlaceStore = (db: Kysely<Schema>): PlaceStore => ({
  async all() {
    const rows = await db.selectFrom("places").selectAll().orderBy("at").orderBy("platform").orderBy("id").execute();
    return rows.map(toPlace);
  },
  async keep({ platform, id, name, by, state, at }) {
    const row = { name, put_by: by === null ? null : JSON.stringify(by), state, at };
    await db
      .insertInto("places")
      .values({ platform, id, ...row })
      .onConflict((conflict) => conflict.columns(["platform", "id"]).doUpdateSet(row))
      .execute();
  },
  async forget({ platform, id }) {
    await db.deleteFrom("places").where("platform", "=", platform).where("id", "=", id).execute();
  },
});

const toPlace = ({ put_by, state, ...row }: Selectable<Schema["places"]>): Place => ({
  ...row,
  by: put_by === null ? null : (KEEPER.safeParse(readJson(put_by)).data ?? null),
  state: STATE.safeParse(state).data ?? "told",
});
