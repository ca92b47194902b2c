import type { Kysely, Selectable } from "kysely";
import { z } from "zod";
import type { Admin, CodeUse, EnrolmentStore, KeptCode } from "../core/enrolment.ts";
import { readJson } from "./json.ts";
import type { Schema } from "./schema.ts";

const ADMIN = z.object({ platform: z.string(), id: z.string(), name: z.string(), at: z.number() });
const USE: z.ZodType<CodeUse> = z.union([
  z.object({ as: z.literal("admin"), who: ADMIN }),
  z.object({ as: z.literal("room"), room: z.object({ platform: z.string(), target: z.string() }), by: z.string() }),
]);

/** What a code was taken for, until that is done: whoever dies meanwhile leaves its successor to do it. */
const TAKEN = z.object({ takenFor: USE });
const toTaken = (use: CodeUse): string => JSON.stringify({ takenFor: use } satisfies z.infer<typeof TAKEN>);

/** Codes of `setup` and the admins that came of them. */
export const createEnrolmentStore = (db: Kysely<Schema>): EnrolmentStore => ({
  async keepCode({ id, hash, purpose, expiresAt }) {
    await db.deleteFrom("setup_codes").where("use", "is", null).execute();
    const row = { id, hash: Buffer.from(hash).toString("hex"), purpose, expires_at: expiresAt };
    await db.insertInto("setup_codes").values(row).execute();
  },
  async codes(now) {
    return (await db.selectFrom("setup_codes").selectAll().where("expires_at", ">", now).execute()).flatMap(toCode);
  },
  async takeCode(id, use) {
    const taken = db.updateTable("setup_codes").set({ use: toTaken(use) });
    const { numUpdatedRows } = await taken.where("id", "=", id).where("use", "is", null).executeTakeFirst();
    return numUpdatedRows === 1n;
  },
  async useCode(id, use) {
    await db
      .updateTable("setup_codes")
      .set({ use: JSON.stringify(use) })
      .where("id", "=", id)
      .execute();
  },
  async giveBack(id, use) {
    const given = db.updateTable("setup_codes").set({ use: null });
    await given.where("id", "=", id).where("use", "=", toTaken(use)).execute();
  },
  async useOf(id) {
    const row = await db.selectFrom("setup_codes").select("use").where("id", "=", id).executeTakeFirst();
    return row?.use == null ? null : (USE.safeParse(readJson(row.use)).data ?? null);
  },
  async admins() {
    return (await db.selectFrom("admins").selectAll().orderBy("at").execute()).map(toAdmin);
  },
  async addAdmin({ platform, id, name, at }) {
    const row = { platform, person: id, name, at };
    await db
      .insertInto("admins")
      .values(row)
      .onConflict((conflict) => conflict.columns(["platform", "person"]).doUpdateSet({ name, at }))
      .execute();
  },
  async removeAdmin(platform, id) {
    const one = db.deleteFrom("admins").where("platform", "=", platform).where("person", "=", id);
    return (await one.executeTakeFirst()).numDeletedRows === 1n;
  },
});

/** None where nobody can tell what it was used for. */
function toCode({ id, hash, purpose, expires_at, use }: Selectable<Schema["setup_codes"]>): readonly KeptCode[] {
  const code = {
    id,
    hash: Buffer.from(hash, "hex"),
    purpose: purpose === "admin" ? ("admin" as const) : ("by-place" as const),
    expiresAt: expires_at,
  };
  if (use === null) return [{ ...code, taken: null }];
  const kept = readJson(use);
  const done = USE.safeParse(kept).data;
  const meant = done ?? TAKEN.safeParse(kept).data?.takenFor;
  return meant === undefined ? [] : [{ ...code, taken: { for: meant, isDone: done !== undefined } }];
}

const toAdmin = ({ person, ...row }: Selectable<Schema["admins"]>): Admin => ({ ...row, id: person });
