import type { Kysely, Selectable } from "kysely";
import type { Room, RoomFault, RoomStore, Target } from "../core/rooms.ts";
import type { Instant } from "../core/time.ts";
import type { Schema } from "./schema.ts";
import { readText, writeText } from "./texts.ts";

/** Which rooms get warnings, and which of them do not take what they should. */
export const createRoomStore = (db: Kysely<Schema>): RoomStore => ({
  async rooms() {
    const rows = await db.selectFrom("rooms").selectAll().orderBy("at").execute();
    return rows.map(({ state, by, at, after, ...to }) => ({
      to: toTarget(to),
      state: toState(state),
      by,
      at,
      ...(after !== null && { after }),
    }));
  },

  async setRoom({ to, state, by, at, after = null }: Omit<Room, "after"> & { readonly after?: number | null }) {
    const row = { state, by, at, after };
    await db
      .insertInto("rooms")
      .values({ ...to, ...row })
      .onConflict((conflict) => conflict.columns(["platform", "target"]).doUpdateSet(row))
      .execute();
  },

  async forgetRoom({ platform, target }) {
    await db.deleteFrom("rooms").where("platform", "=", platform).where("target", "=", target).execute();
  },

  moveRoom: (from, to, at) => db.transaction().execute((tx) => move(tx, from, to, at)),

  async faults() {
    return (await db.selectFrom("room_faults").selectAll().orderBy("since").execute()).map(toFault);
  },

  async setFault({ to, kind, since, attempts, triedAt, retryAt, why, fix }) {
    const row = {
      kind,
      since,
      attempts,
      tried_at: triedAt,
      retry_at: retryAt,
      why: writeText(why),
      fix: fix === null ? null : writeText(fix),
    };
    await db
      .insertInto("room_faults")
      .values({ ...to, ...row })
      .onConflict((conflict) => conflict.columns(["platform", "target"]).doUpdateSet(row))
      .execute();
  },

  clearFault: (to) => clearFault(db, to),
});

async function clearFault(db: Kysely<Schema>, { platform, target }: Target): Promise<void> {
  await db.deleteFrom("room_faults").where("platform", "=", platform).where("target", "=", target).execute();
}

/** What the new id has of its own already gives way. */
async function move(tx: Kysely<Schema>, from: Target, to: Target, at: Instant): Promise<void> {
  const { platform } = from;
  for (const table of ["notices", "heard"] as const) {
    const told = tx
      .selectFrom(table)
      .select("incident")
      .where("platform", "=", platform)
      .where("target", "=", from.target);
    await tx
      .deleteFrom(table)
      .where("platform", "=", platform)
      .where("target", "=", to.target)
      .where("incident", "in", told)
      .execute();
    await tx
      .updateTable(table)
      .set({ target: to.target })
      .where("platform", "=", platform)
      .where("target", "=", from.target)
      .execute();
  }
  await clearFault(tx, from);
  const before = await tx
    .selectFrom("rooms")
    .select(["state", "after"])
    .where("platform", "=", platform)
    .where("target", "=", from.target)
    .executeTakeFirst();
  // One that was stopped stays so.
  const now = before?.state === "second" || before?.state === "off" ? before : { state: "on", after: null };
  const left = { state: "moved", by: to.target, at, after: null };
  await tx
    .insertInto("rooms")
    .values({ ...from, ...left })
    .onConflict((conflict) => conflict.columns(["platform", "target"]).doUpdateSet(left))
    .execute();
  await tx
    .insertInto("rooms")
    .values({ ...to, ...now, by: from.target, at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

const STATES: readonly Room["state"][] = ["on", "off", "moved", "private", "second"];
const toState = (text: string): Room["state"] => STATES.find((state) => state === text) ?? "off";

const FAULTS: readonly RoomFault["kind"][] = ["lost", "away", "detour"];

const toFault = (row: Selectable<Schema["room_faults"]>): RoomFault => ({
  to: toTarget(row),
  kind: FAULTS.find((kind) => kind === row.kind) ?? "away",
  since: row.since,
  attempts: row.attempts,
  triedAt: row.tried_at,
  retryAt: row.retry_at,
  why: readText(row.why),
  fix: row.fix === null ? null : readText(row.fix),
});

export const toTarget = ({ platform, target }: { readonly platform: string; readonly target: string }): Target => ({
  platform,
  target,
});
