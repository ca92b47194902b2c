import type { EvidenceStore, Recorded } from "../core/ledger.ts";
import type { ModelRef } from "../core/model.ts";
import { createClaims } from "./claims.ts";
import { forgetOf } from "./forget.ts";
import { createGapStore } from "./gaps.ts";
import { createGatewayChanges } from "./gateway-changes.ts";
import { createMarkStore } from "./marks.ts";
import { createRetried, findRetold, writeRetried } from "./retried.ts";
import { findNewRests, writeRest } from "./rests.ts";
import type { Engine } from "./engine.ts";
import { createSelectionStore } from "./selections.ts";
import { ATTEMPTS, TURNS } from "./evidence-writes.ts";
import { countLeftOut, findNew, firstOf, writeRows } from "./write-rows.ts";

/** Writes by natural key: a row that is there already only changes when more is known about it. */
export function createEvidenceStore(engine: Engine): EvidenceStore {
  const { db } = engine;
  return {
    async record(gateway, { attempts, turns, retried = [], rests = [] }, room = Infinity) {
      const failed = await findNew(engine, ATTEMPTS, gateway, attempts);
      const ended = await findNew(engine, TURNS, gateway, turns);
      const again = await findRetold(db, gateway, retried);
      const resting = await findNewRests(db, gateway, rests);
      if (failed.rows.length + ended.rows.length + again.length + resting.length === 0) return NOTHING_NEW;
      return db.transaction().execute(async (tx) => {
        const tried = await writeRows(engine, tx, ATTEMPTS, firstOf(failed, room));
        const left = room - tried;
        const answered = await writeRows(engine, tx, TURNS, firstOf(ended, left));
        for (const turn of again) await writeRetried(tx, gateway, turn);
        for (const rest of resting) await writeRest(tx, gateway, rest);
        return { changed: tried + answered, leftOut: countLeftOut(failed, room) + countLeftOut(ended, left) };
      });
    },

    ...createMarkStore(engine),

    ...createClaims(engine),

    ...createSelectionStore(db),

    async stoodOn(gateway, session, before, heartbeats) {
      const last = await db
        .selectFrom("turns")
        .select(["provider", "model", "judged"])
        .where("gateway", "=", gateway)
        .where("session", "=", session)
        .where("model", "is not", null)
        .where("at", "<", before)
        .where((one) =>
          one.or([
            one("judged", "!=", "chosen"),
            one("model", "!=", heartbeats?.model ?? ""),
            one("provider", "!=", heartbeats?.provider ?? ""),
          ]),
        )
        .orderBy("at", "desc")
        .orderBy("id", "desc")
        .limit(1)
        .executeTakeFirst();
      return last?.judged === "fallback" || last?.judged === "rerouted" ? toModel(last.provider, last.model) : null;
    },

    ...createGapStore(db),

    ...createRetried(db),

    noteRelease: createGatewayChanges(db).noteRelease,

    forget: (gateway, before) => forgetOf(engine, gateway, before),
  };
}

const NOTHING_NEW: Recorded = { changed: 0, leftOut: 0 };

const toModel = (provider: string | null, model: string | null): ModelRef | null =>
  provider !== null && model !== null ? { provider, model } : null;
