import type { Kysely, Selectable } from "kysely";
import type { Plan, Repair, RepairState, RepairStore } from "../core/repair.ts";
import type { Clock } from "../core/time.ts";
import type { Schema } from "./schema.ts";

const UNFINISHED: readonly RepairState[] = ["applying", "proving", "reverting", "undoing"];

/** Plans and their states, and the account beside them. A state and its event are written together. */
export function createRepairStore(db: Kysely<Schema>, clock: Clock): RepairStore {
  const write = (repair: string, event: string, detail: string) => ({ repair, event, detail, at: clock() });
  return {
    add: (plan) =>
      db.transaction().execute(async (tx) => {
        const now = clock();
        const row = { id: plan.id, gateway: plan.gateway, plan: JSON.stringify(plan), state: "planned", step: 0 };
        await tx
          .insertInto("repairs")
          .values({ ...row, created_at: now, updated_at: now })
          .execute();
        await tx
          .insertInto("repair_events")
          .values(write(plan.id, "planned", plan.title))
          .execute();
      }),

    async find(id) {
      const row = await db.selectFrom("repairs").selectAll().where("id", "=", id).executeTakeFirst();
      return row ? toRepair(row) : null;
    },

    move: (id, from, to, step, detail) =>
      db.transaction().execute(async (tx) => {
        const moved = await tx
          .updateTable("repairs")
          .set({ state: to, step, updated_at: clock() })
          .where("id", "=", id)
          .where("state", "in", from)
          .executeTakeFirst();
        if (moved.numUpdatedRows === 0n) return false;
        await tx
          .insertInto("repair_events")
          .values(write(id, to, detail))
          .execute();
        return true;
      }),

    async note(id, event, detail) {
      await db
        .insertInto("repair_events")
        .values(write(id, event, detail))
        .execute();
    },

    async unfinished() {
      const rows = await db
        .selectFrom("repairs")
        .selectAll()
        .where("state", "in", UNFINISHED)
        .orderBy("created_at")
        .execute();
      return rows.map(toRepair);
    },

    async lastFixed(gateway) {
      const row = await db
        .selectFrom("repairs")
        .selectAll()
        .where("gateway", "=", gateway)
        .where("state", "=", "fixed")
        .orderBy("updated_at", "desc")
        .limit(1)
        .executeTakeFirst();
      return row ? toRepair(row) : null;
    },

    async latest(limit) {
      const rows = await db
        .selectFrom("repairs")
        .selectAll()
        .where("state", "!=", "planned")
        .orderBy("created_at", "desc")
        .limit(limit)
        .execute();
      return rows.map(toRepair);
    },

    events: (repair) =>
      db
        .selectFrom("repair_events")
        .select(["repair", "at", "event", "detail"])
        .where("repair", "=", repair)
        .orderBy("id")
        .execute(),
  };
}

/** Rows are written by this file alone, from typed values. */
const toRepair = (row: Selectable<Schema["repairs"]>): Repair => ({
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what `add` wrote
  plan: JSON.parse(row.plan) as Plan,
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what `move` wrote
  state: row.state as RepairState,
  step: row.step,
  updatedAt: row.updated_at,
});
