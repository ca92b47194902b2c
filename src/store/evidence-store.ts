import { setImmediate } from "node:timers/promises";
import { sql, type Kysely } from "kysely";
import type { FailedAttempt, Turn } from "../core/evidence.ts";
import type { EvidenceStore } from "../core/ledger.ts";
import type { ModelRef } from "../core/model.ts";
import { createClaims } from "./claims.ts";
import { forgetOf } from "./forget.ts";
import { createGapStore } from "./gaps.ts";
import { createGatewayChanges } from "./gateway-changes.ts";
import { createRetried, writeRetried } from "./retried.ts";
import { writeRest } from "./rests.ts";
import type { Engine } from "./engine.ts";
import type { Schema } from "./schema.ts";
import { createSelectionStore } from "./selections.ts";

/** Rows that are written before others get their turn: SQLite writes on the main thread. */
const AT_ONCE = 50;

/** Does one thing after the other, and lets others have theirs after so many. */
function everyFew(count: number) {
  let done = 0;
  return async <T>(work: () => Promise<T>): Promise<T> => {
    done += 1;
    if (done % count === 0) await setImmediate();
    return work();
  };
}

/** Writes by natural key: a row that is there already only changes when more is known about it. */
export function createEvidenceStore(engine: Engine): EvidenceStore {
  const { db } = engine;
  return {
    record: (gateway, { attempts, turns, retried = [], rests = [] }, room = Infinity) =>
      db.transaction().execute(async (tx) => {
        let [changed, leftOut] = [0, 0];
        const inTurns = everyFew(AT_ONCE);
        const keep = async (table: Rows, key: string, write: () => Promise<number>): Promise<void> => {
          if (changed < room) changed += await inTurns(write);
          // What is known already takes no room.
          else if (!(await inTurns(() => isKnown(tx, table, gateway, key)))) leftOut += 1;
        };
        for (const one of attempts) await keep("attempts", one.key, () => writeAttempt(tx, gateway, one));
        for (const one of turns) await keep("turns", one.key, () => writeTurn(tx, gateway, one));
        for (const turn of retried) await writeRetried(tx, gateway, turn);
        for (const rest of rests) await writeRest(tx, gateway, rest);
        return { changed, leftOut };
      }),

    async marks(gateway) {
      const reading = await db.selectFrom("readings").selectAll().where("gateway", "=", gateway).executeTakeFirst();
      const rows = await db.selectFrom("session_readings").selectAll().where("gateway", "=", gateway).execute();
      const sessions = new Map(rows.map((row) => [row.session, { updatedAt: row.updated_at, readAt: row.read_at }]));
      return {
        logFile: reading?.log_file ?? null,
        logCursor: reading?.log_cursor ?? null,
        logSince: reading?.log_since ?? null,
        sessions,
      };
    },

    saveMarks: (gateway, marks) =>
      db.transaction().execute(async (tx) => {
        const log = { log_file: marks.logFile, log_cursor: marks.logCursor, log_since: marks.logSince };
        await tx
          .insertInto("readings")
          .values({ gateway, ...log, record_since: null, identity: null, address: null })
          .onConflict((conflict) => conflict.column("gateway").doUpdateSet(log))
          .execute();
        for (const [session, { updatedAt, readAt }] of marks.sessions) {
          const mark = { updated_at: updatedAt, read_at: readAt };
          await tx
            .insertInto("session_readings")
            .values({ gateway, session, ...mark })
            .onConflict((conflict) => conflict.columns(["gateway", "session"]).doUpdateSet(mark))
            .execute();
        }
      }),

    ...createClaims(engine),

    ...createSelectionStore(db),

    async stoodOn(gateway, session, before) {
      const last = await db
        .selectFrom("turns")
        .select(["provider", "model", "judged"])
        .where("gateway", "=", gateway)
        .where("session", "=", session)
        .where("model", "is not", null)
        .where("at", "<", before)
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

type Rows = "attempts" | "turns";

async function isKnown(db: Kysely<Schema>, table: Rows, gateway: string, key: string): Promise<boolean> {
  const row = db.selectFrom(table).select("id").where("gateway", "=", gateway).where("key", "=", key);
  return (await row.executeTakeFirst()) !== undefined;
}

/** A provider's word wins over what was taken for a refusal before it was seen; whose it was is never forgotten. */
async function writeAttempt(db: Kysely<Schema>, gateway: string, attempt: FailedAttempt): Promise<number> {
  const { key, session, agent, at, reason, status, message, said, until, login = null } = attempt;
  const scopes = attempt.scopes.length === 0 ? null : attempt.scopes.join(" ");
  const row = { session, agent, ended_by: attempt.endedBy, reason, status, message, said, scopes, until };
  const result = await db
    .insertInto("attempts")
    .values({ gateway, key, at, login, provider: attempt.model.provider, model: attempt.model.model, ...row })
    .onConflict((conflict) =>
      conflict
        .columns(["gateway", "key"])
        .doUpdateSet({
          ...row,
          session: sql<string | null>`coalesce(excluded.session, attempts.session)`,
          agent: sql<string | null>`coalesce(excluded.agent, attempts.agent)`,
        })
        .where((eb) =>
          eb.or([
            eb.and([eb("attempts.ended_by", "=", "gateway"), eb("excluded.ended_by", "=", "provider")]),
            eb.and([
              eb("attempts.session", "is", null),
              eb("excluded.session", "is not", null),
              eb("attempts.ended_by", "=", eb.ref("excluded.ended_by")),
            ]),
          ]),
        ),
    )
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0n);
}

/** An answer wins over an exhausted chain: retries may still have found one. */
async function writeTurn(db: Kysely<Schema>, gateway: string, turn: Turn): Promise<number> {
  const { key, session, agent, at, answeredBy, selected, judged, wish, witness, api = null, reported = null } = turn;
  const row = {
    at,
    provider: answeredBy?.provider ?? null,
    model: answeredBy?.model ?? null,
    selected_provider: selected?.provider ?? null,
    selected_model: selected?.model ?? null,
    fallback: judged === "unknown" || judged === "exhausted" ? null : judged === "fallback" ? 1 : 0,
    judged,
    wish,
    witness,
    api,
    reported,
  };
  const result = await db
    .insertInto("turns")
    .values({ gateway, key, session, agent, ...row })
    .onConflict((conflict) =>
      conflict
        .columns(["gateway", "key"])
        .doUpdateSet(row)
        .where((eb) =>
          eb.or([
            eb.and([eb("turns.model", "is", null), eb("excluded.model", "is not", null)]),
            // A witness may be read later than the answer; one that was read is never forgotten.
            eb.and([eb("turns.witness", "is", null), eb("excluded.witness", "is not", null)]),
            eb.and([eb("turns.judged", "=", "unknown"), eb("excluded.judged", "!=", "unknown")]),
          ]),
        ),
    )
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0n);
}

const toModel = (provider: string | null, model: string | null): ModelRef | null =>
  provider !== null && model !== null ? { provider, model } : null;
