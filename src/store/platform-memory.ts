import type { Kysely } from "kysely";
import type { PlatformMemory } from "../core/platform.ts";
import type { Schema } from "./schema.ts";

export function createPlatformMemory(db: Kysely<Schema>): PlatformMemory {
  const recall: PlatformMemory["recall"] = async (name) => {
    const row = await db.selectFrom("platform_memory").select("text").where("name", "=", name).executeTakeFirst();
    return row?.text ?? null;
  };
  /** False when something else is kept by now. */
  const replace = async (name: string, before: string | null, text: string): Promise<boolean> => {
    if (before === null) {
      const made = await db
        .insertInto("platform_memory")
        .values({ name, text })
        .onConflict((conflict) => conflict.column("name").doNothing())
        .executeTakeFirst();
      return (made.numInsertedOrUpdatedRows ?? 0n) > 0n;
    }
    const changed = await db
      .updateTable("platform_memory")
      .set({ text })
      .where("name", "=", name)
      .where("text", "=", before)
      .executeTakeFirst();
    return changed.numUpdatedRows > 0n;
  };
  return {
    recall,
    async keep(name, text) {
      await db
        .insertInto("platform_memory")
        .values({ name, text })
        .onConflict((conflict) => conflict.column("name").doUpdateSet({ text }))
        .execute();
    },
    async revise(name, change) {
      for (;;) {
        const before = await recall(name);
        const text = change(before);
        if (text === before || (await replace(name, before, text))) return text;
      }
    },
  };
}
