import { isDeepStrictEqual } from "node:util";
import type { Kysely } from "kysely";
import type { RetriedTurn } from "../core/evidence.ts";
import type { EvidenceStore } from "../core/ledger.ts";
import type { Schema } from "./schema.ts";

/** Keeps how a turn that is tried again and again stands by now. */
export async function writeRetried(db: Kysely<Schema>, gateway: string, turn: RetriedTurn): Promise<void> {
  const { key, session, agent, prompt, model, failures, exact, since, lastAt, over } = turn;
  const row = {
    session,
    agent,
    prompt,
    ...model,
    failures,
    exact: exact ? 1 : 0,
    since,
    last_at: lastAt,
    over: over ? 1 : 0,
  };
  await db
    .insertInto("retried_turns")
    .values({ gateway, key, ...row })
    .onConflict((conflict) => conflict.columns(["gateway", "key"]).doUpdateSet(row))
    .execute();
}

/** Those that stand otherwise by now than they are kept. */
export async function findRetold(
  db: Kysely<Schema>,
  gateway: string,
  turns: readonly RetriedTurn[],
): Promise<readonly RetriedTurn[]> {
  if (turns.length === 0) return [];
  const known = await createRetried(db).retried(gateway, Math.min(...turns.map(({ lastAt }) => lastAt)));
  const byKey = new Map(known.map((one) => [one.key, one]));
  return turns.filter((turn) => !isDeepStrictEqual(byKey.get(turn.key), turn));
}

export const createRetried = (db: Kysely<Schema>): Pick<EvidenceStore, "retried"> => ({
  async retried(gateway, since) {
    const rows = await db
      .selectFrom("retried_turns")
      .selectAll()
      .where("gateway", "=", gateway)
      .where("last_at", ">=", since)
      .orderBy("last_at", "desc")
      .execute();
    return rows.map((row) => ({
      key: row.key,
      session: row.session,
      agent: row.agent,
      prompt: row.prompt,
      model: { provider: row.provider, model: row.model },
      failures: row.failures,
      exact: row.exact === 1,
      since: row.since,
      lastAt: row.last_at,
      over: row.over === 1,
    }));
  },
});
