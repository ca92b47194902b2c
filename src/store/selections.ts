import type { Kysely } from "kysely";
import type { EvidenceStore } from "../core/ledger.ts";
import type { ModelRef } from "../core/model.ts";
import type { Schema } from "./schema.ts";

/** What agents were set to: a row only where it changed. */
export const createSelectionStore = (db: Kysely<Schema>): Pick<EvidenceStore, "noteSelections" | "selections"> => ({
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
});

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
