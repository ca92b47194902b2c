import { UNDOABLE, UNFINISHED, type Repair, type RepairState, type RepairStore } from "../core/repair.ts";
import type { Text } from "../core/card.ts";
import { repairSeat } from "../core/companions.ts";
import type { Clock } from "../core/time.ts";
import { say } from "../words/say.ts";
import { ASIDE } from "./claims.ts";
import type { Engine } from "./engine.ts";
import { readRepair, writeApproved, writeCard, writePlan } from "./repair-rows.ts";
import { readText, writeText } from "./texts.ts";

/** Plans and their states, and the account beside them. A state and its event are written together. */
export function createRepairStore({ db, hold, scrub }: Engine, clock: Clock): RepairStore {
  const write = (repair: string, event: string, detail: Text) => ({
    repair,
    event,
    detail: writeText(detail),
    at: clock(),
  });
  return {
    add: (plan) =>
      db.transaction().execute(async (tx) => {
        const now = clock();
        const { id, gateway, task } = plan;
        const row = { id, gateway, kind: task.kind, plan: writePlan(plan), state: "planned", step: 0 };
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
      return row ? readRepair(row) : null;
    },

    move: (id, from, to, step, detail, card) =>
      db.transaction().execute(async (tx) => {
        const moved = await tx
          .updateTable("repairs")
          .set({
            state: to,
            step,
            updated_at: clock(),
            ...(isBeginning(from, to) && { owed: writeCard(card ?? null) }),
          })
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

    async hold(gateway) {
      return (await hold(repairSeat(gateway)))?.letGo ?? null;
    },

    async keepCard(id, card) {
      await db
        .updateTable("repairs")
        .set({ owed: writeCard(card) })
        .where("id", "=", id)
        .where("owed", "is not", null)
        .execute();
    },

    async told(id) {
      await db
        .updateTable("repairs")
        .set({ owed: null })
        .where("id", "=", id)
        .where("state", "not in", UNFINISHED)
        .execute();
      // A card may be reached with a token that lets everybody write in its place.
      await scrub();
    },

    async untold(before) {
      const rows = await db
        .selectFrom("repairs")
        .selectAll()
        .where("owed", "is not", null)
        .where("state", "not in", UNFINISHED)
        .where("updated_at", "<=", before)
        .orderBy("updated_at")
        .execute();
      return readAll(rows);
    },

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
      return readAll(rows);
    },

    async approve(id, by) {
      const done = await db
        .updateTable("repairs")
        .set({ approved: writeApproved({ by, at: clock() }) })
        .where("id", "=", id)
        .where("state", "=", "planned")
        .where("approved", "is", null)
        .executeTakeFirst();
      if (done.numUpdatedRows === 0n) return false;
      await this.note(id, "approved", say("repair.waits-for-another", { name: by.name }));
      return true;
    },

    async halfApproved(gateway, since) {
      const rows = await db
        .selectFrom("repairs")
        .selectAll()
        .where("gateway", "=", gateway)
        .where("state", "=", "planned")
        .where("approved", "is not", null)
        .orderBy("created_at", "desc")
        .execute();
      return readAll(rows).filter(({ approved }) => approved !== null && approved.at >= since);
    },

    async wasRepairedSince(gateway, since, except) {
      const row = await db
        .selectFrom("repairs")
        .select("id")
        .where("gateway", "=", gateway)
        .where("id", "!=", except)
        .where("state", "not in", ["planned", "cancelled"])
        .where("updated_at", ">", since)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },

    async lastToUndo(gateway) {
      const rows = await db
        .selectFrom("repairs")
        .selectAll()
        .where("gateway", "=", gateway)
        .where("kind", "=", "change")
        .where("state", "in", UNDOABLE)
        .orderBy("updated_at", "desc")
        .execute();
      return readAll(rows)[0] ?? null;
    },

    async latest(limit) {
      const rows = await db
        .selectFrom("repairs")
        .selectAll()
        .where("state", "!=", "planned")
        // Those of another gateway that was read under the same name before are put aside.
        .where("gateway", "not like", `%${ASIDE}%`)
        .orderBy("created_at", "desc")
        .limit(limit)
        .execute();
      const read = readAll(rows);
      return { repairs: read, unreadable: rows.length - read.length };
    },

    async events(repair) {
      const rows = await db
        .selectFrom("repair_events")
        .select(["repair", "at", "event", "detail"])
        .where("repair", "=", repair)
        .orderBy("id")
        .execute();
      return rows.map((row) => ({ ...row, detail: readText(row.detail) }));
    },
  };
}

/** One that cannot be read spoils nothing else. */
const readAll = (rows: readonly Parameters<typeof readRepair>[0][]): readonly Repair[] =>
  rows.flatMap((row) => readRepair(row) ?? []);

/** Whoever begins something is owed its end. */
const isBeginning = (from: readonly RepairState[], to: RepairState): boolean =>
  UNFINISHED.includes(to) && !from.some((state) => UNFINISHED.includes(state));
