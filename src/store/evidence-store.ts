import { sql, type Kysely } from "kysely";
import type { FailedAttempt, Turn } from "../core/evidence.ts";
import type { EvidenceStore } from "../core/ledger.ts";
import { sameModel, type ModelRef } from "../core/model.ts";
import type { Schema } from "./schema.ts";

/** Writes by natural key: a row that is there already only changes when more is known about it. */
export function createEvidenceStore(db: Kysely<Schema>): EvidenceStore {
  return {
    record: (gateway, { attempts, turns }) =>
      db.transaction().execute(async (tx) => {
        let changed = 0;
        for (const attempt of attempts) changed += await writeAttempt(tx, gateway, attempt);
        for (const turn of turns) changed += await writeTurn(tx, gateway, turn);
        return changed;
      }),

    async marks(gateway) {
      const reading = await db.selectFrom("readings").selectAll().where("gateway", "=", gateway).executeTakeFirst();
      const rows = await db.selectFrom("session_readings").selectAll().where("gateway", "=", gateway).execute();
      const sessions = new Map(rows.map((row) => [row.session, { updatedAt: row.updated_at, readAt: row.read_at }]));
      return { logFile: reading?.log_file ?? null, logCursor: reading?.log_cursor ?? null, sessions };
    },

    saveMarks: (gateway, marks) =>
      db.transaction().execute(async (tx) => {
        const log = { log_file: marks.logFile, log_cursor: marks.logCursor };
        await tx
          .insertInto("readings")
          .values({ gateway, ...log, record_since: null })
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

    async noteSelections(gateway, agents, at, release = null) {
      const known = new Map((await newestSelections(db, gateway)).map((row) => [row.agent, row]));
      for (const { id, primary } of agents) {
        const before = known.get(id);
        const model = { provider: primary?.provider ?? null, model: primary?.model ?? null };
        if (before && before.provider === model.provider && before.model === model.model) {
          if (release !== null && before.release !== release) await noteRelease(db, before, release);
          continue;
        }
        const row = { gateway, agent: id, ...model, since: at, release };
        await db
          .insertInto("selections")
          .values(row)
          .onConflict((c) => c.doNothing())
          .execute();
      }
    },

    async selections(gateway) {
      const rows = await db
        .selectFrom("selections")
        .selectAll()
        .where("gateway", "=", gateway)
        .orderBy("since")
        .execute();
      return rows.map((row) => ({ agent: row.agent, model: toModel(row.provider, row.model), since: row.since }));
    },

    async recordSince(gateway) {
      const row = await db
        .selectFrom("readings")
        .select("record_since")
        .where("gateway", "=", gateway)
        .executeTakeFirst();
      return row?.record_since ?? null;
    },

    async setRecordSince(gateway, at) {
      await db
        .insertInto("readings")
        .values({ gateway, log_file: null, log_cursor: null, record_since: at })
        .onConflict((conflict) =>
          conflict.column("gateway").doUpdateSet({ record_since: sql<number>`max(coalesce(record_since, 0), ${at})` }),
        )
        .execute();
    },

    async forget(before) {
      await db.deleteFrom("attempts").where("at", "<", before).execute();
      await db.deleteFrom("turns").where("at", "<", before).execute();
      await db.deleteFrom("session_readings").where("read_at", "<", before).execute();
    },
  };
}

/** A provider's word wins over what was taken for a refusal before it was seen; whose it was is never forgotten. */
async function writeAttempt(db: Kysely<Schema>, gateway: string, attempt: FailedAttempt): Promise<number> {
  const { key, session, agent, at, reason, status, message, said, until } = attempt;
  const scopes = attempt.scopes.length === 0 ? null : attempt.scopes.join(" ");
  const row = { session, agent, ended_by: attempt.endedBy, reason, status, message, said, scopes, until };
  const result = await db
    .insertInto("attempts")
    .values({ gateway, key, at, provider: attempt.model.provider, model: attempt.model.model, ...row })
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
  const { key, session, agent, at, answeredBy, selected } = turn;
  const row = {
    at,
    provider: answeredBy?.provider ?? null,
    model: answeredBy?.model ?? null,
    selected_provider: selected?.provider ?? null,
    selected_model: selected?.model ?? null,
    fallback: toFallback(answeredBy, selected),
  };
  const result = await db
    .insertInto("turns")
    .values({ gateway, key, session, agent, ...row })
    .onConflict((conflict) =>
      conflict
        .columns(["gateway", "key"])
        .doUpdateSet(row)
        .where((eb) => eb.and([eb("turns.model", "is", null), eb("excluded.model", "is not", null)])),
    )
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0n);
}

function toFallback(answeredBy: ModelRef | null, selected: ModelRef | null): number | null {
  if (answeredBy === null || selected === null) return null;
  return sameModel(answeredBy, selected) ? 0 : 1;
}

const noteRelease = (db: Kysely<Schema>, { gateway, agent, since }: Schema["selections"], release: string) =>
  db
    .updateTable("selections")
    .set({ release })
    .where("gateway", "=", gateway)
    .where("agent", "=", agent)
    .where("since", "=", since)
    .execute();

const newestSelections = (db: Kysely<Schema>, gateway: string) =>
  db
    .selectFrom("selections as s")
    .selectAll()
    .where("s.gateway", "=", gateway)
    .where("s.since", "=", (eb) =>
      eb
        .selectFrom("selections as n")
        .select(({ fn }) => fn.max("n.since").as("newest"))
        .whereRef("n.gateway", "=", "s.gateway")
        .whereRef("n.agent", "=", "s.agent"),
    )
    .execute();

const toModel = (provider: string | null, model: string | null): ModelRef | null =>
  provider !== null && model !== null ? { provider, model } : null;
