import type { Kysely } from "kysely";
import type { PlatformMemory } from "../core/platform.ts";
import type { Schema } from "./schema.ts";

export const createPlatformMemory = (db: Kysely<Schema>): PlatformMemory => ({
  async recall(name) {
    const row = await db.selectFrom("platform_memory").select("text").where("name", "=", name).executeTakeFirst();
    return row?.text ?? null;
  },
  async keep(name, text) {
    await db
      .insertInto("platform_memory")
      .values({ name, text })
      .onConflict((conflict) => conflict.column("name").doUpdateSet({ text }))
      .execute();
  },
});
