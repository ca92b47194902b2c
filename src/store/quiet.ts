import type { Kysely } from "kysely";
import { z } from "zod";
import type { Quiet, QuietStore } from "../core/quiet.ts";
import { readJson } from "./json.ts";
import type { Schema } from "./schema.ts";

const common = { gateway: z.string().nullable(), from: z.number(), until: z.number(), by: z.string() };
const QUIET: z.ZodType<Quiet> = z.union([
  z.object({ kind: z.literal("maintenance"), ...common }),
  z.object({ kind: z.literal("hours"), ...common }),
]);

/** What cannot be read makes nothing quiet. */
export const createQuietStore = (db: Kysely<Schema>): QuietStore => ({
  async all() {
    const rows = await db.selectFrom("quiet_times").selectAll().orderBy("id").execute();
    return rows.flatMap(({ id, quiet }) => {
      const { data } = QUIET.safeParse(readJson(quiet));
      return data ? [{ id, quiet: data }] : [];
    });
  },
  async add(quiet) {
    const row = await db
      .insertInto("quiet_times")
      .values({ quiet: JSON.stringify(quiet) })
      .returning("id")
      .executeTakeFirstOrThrow();
    return row.id;
  },
  async remove(id) {
    return (await db.deleteFrom("quiet_times").where("id", "=", id).executeTakeFirst()).numDeletedRows === 1n;
  },
});
