import type { Kysely } from "kysely";
import type { PlatformMemory } from "../core/platform.ts";
import type { Schema } from "./schema.ts";

/** Each that is in vain is one that somebody else had success with. */
const MOST_TRIES = 100;

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
      for (let tries = 0; tries < MOST_TRIES; tries += 1) {
        const before = await recall(name);
        const text = change(before);
        if (text === before || (await replace(name, before, text))) return text;
      }
      throw new Error(`${name} is changed all the time`);
    },
  };
}
