import { createHash } from "node:crypto";
import type { Kysely } from "kysely";
import type { CallbackStore } from "../core/callbacks.ts";
import { DAY } from "../core/time.ts";
import type { Schema } from "./schema.ts";

/** Buttons older than this have expired anyway. */
const KEPT = 30 * DAY;

/** Keeps texts under the start of their digest, so that the same button always has the same id. */
export const createCallbackStore = (db: Kysely<Schema>, now: () => number): CallbackStore => ({
  async keep(text) {
    const id = createHash("sha256").update(text).digest("base64url").slice(0, 22);
    const kept_at = now();
    await db
      .deleteFrom("callbacks")
      .where("kept_at", "<", kept_at - KEPT)
      .execute();
    await db
      .insertInto("callbacks")
      .values({ id, text, kept_at })
      .onConflict((conflict) => conflict.column("id").doUpdateSet({ kept_at }))
      .execute();
    return id;
  },
  async find(id) {
    const row = await db.selectFrom("callbacks").select("text").where("id", "=", id).executeTakeFirst();
    return row?.text ?? null;
  },
});
