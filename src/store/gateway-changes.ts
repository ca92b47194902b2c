import type { Kysely, Transaction } from "kysely";
import type { EvidenceQueries, EvidenceStore, Upgrade } from "../core/ledger.ts";
import type { Instant } from "../core/time.ts";
import type { Schema } from "./schema.ts";

/** Notes that another gateway stands under a name. */
export const noteReplaced = (tx: Transaction<Schema>, gateway: string, at: Instant) =>
  tx
    .insertInto("gateway_changes")
    .values({ gateway, kind: "gateway", at, before: null, after: null })
    // Twice in one instant is once.
    .onConflict((conflict) => conflict.doNothing())
    .execute();

/** Which releases ran, and when another gateway was read under a name. */
export const createGatewayChanges = (
  db: Kysely<Schema>,
): Pick<EvidenceStore, "noteRelease"> & Pick<EvidenceQueries, "upgrade" | "replacedAt"> => ({
  async noteRelease(gateway, release, at) {
    const last = await newest(db, gateway, "release");
    if (last?.after === release) return;
    await db
      .insertInto("gateway_changes")
      .values({ gateway, kind: "release", at, before: last?.after ?? null, after: release })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  },

  async upgrade(gateway, since) {
    const last = await newest(db, gateway, "release");
    // The first release that is seen is no change.
    if (!last?.before || !last.after || last.at < since) return null;
    const { before: from, after: to, at } = last;
    return { from, to, at, answers: await readAnswers(db, gateway, at) };
  },

  async replacedAt(gateway) {
    return (await newest(db, gateway, "gateway"))?.at ?? null;
  },
});

const newest = (db: Kysely<Schema>, gateway: string, kind: "release" | "gateway") =>
  db
    .selectFrom("gateway_changes")
    .selectAll()
    .where("gateway", "=", gateway)
    .where("kind", "=", kind)
    .orderBy("at", "desc")
    .limit(1)
    .executeTakeFirst();

/** The answers next to an instant of those whom nobody had chosen another model for. */
async function readAnswers(db: Kysely<Schema>, gateway: string, at: Instant): Promise<Upgrade["answers"]> {
  const answers = db
    .selectFrom("turns")
    .select(["agent", "provider", "model", "api", "at"])
    .where("gateway", "=", gateway)
    .where("model", "is not", null)
    .where("wish", "!=", "chosen");
  const agents = await db.selectFrom("turns").select("agent").distinct().where("gateway", "=", gateway).execute();
  return Promise.all(
    agents.map(async ({ agent }) => {
      const own = answers.where("agent", "=", agent);
      const before = await own.where("at", "<", at).orderBy("at", "desc").limit(1).executeTakeFirst();
      const since = await own.where("at", ">=", at).orderBy("at").limit(1).executeTakeFirst();
      return { agent, before: toAnswered(before), since: toAnswered(since) };
    }),
  );
}

type AnswerRow = Pick<Schema["turns"], "provider" | "model" | "api" | "at">;

const toAnswered = (row: AnswerRow | undefined) =>
  row === undefined
    ? null
    : { model: { provider: row.provider ?? "", model: row.model ?? "" }, at: row.at, api: row.api };
