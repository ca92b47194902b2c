import type { Kysely } from "kysely";
import { isSlight, type EvidenceStore, type Gap } from "../core/ledger.ts";
import type { Instant } from "../core/time.ts";
import { NOTHING_READ } from "./marks.ts";
import type { Schema } from "./schema.ts";

/** From when on the record of a gateway is complete, and why no earlier. */
export const createGapStore = (
  db: Kysely<Schema>,
): Pick<EvidenceStore, "recordSince" | "setRecordSince" | "resetRecordSince" | "noteGaps" | "gaps"> => ({
  recordSince: (gateway) => readBeginning(db, gateway),

  setRecordSince: (gateway, at) => moveBeginning(db, gateway, at),

  async resetRecordSince(gateway, at) {
    await db.updateTable("readings").set({ record_since: at }).where("gateway", "=", gateway).execute();
  },

  async noteGaps(gateway, gaps) {
    const known = await readGaps(db, gateway);
    const isKnown = (gap: Gap): boolean =>
      known.some(({ reason, until }) => reason === gap.reason && until >= gap.until);
    for (const { reason, until } of gaps.filter((gap) => !isKnown(gap))) {
      await db
        .insertInto("record_gaps")
        .values({ gateway, reason, until })
        .onConflict((conflict) =>
          conflict.columns(["gateway", "reason"]).doUpdateSet({ until }).where("record_gaps.until", "<", until),
        )
        .execute();
    }
    const last = Math.max(0, ...gaps.filter((gap) => !isSlight(gap)).map(({ until }) => until));
    if (last > 0) await moveBeginning(db, gateway, last);
  },

  gaps: (gateway) => readGaps(db, gateway),
});

async function readGaps(db: Kysely<Schema>, gateway: string): Promise<readonly Gap[]> {
  const rows = await db
    .selectFrom("record_gaps")
    .selectAll()
    .where("gateway", "=", gateway)
    .orderBy("until", "desc")
    .execute();
  return rows.flatMap(({ reason, until }) => (isReason(reason) ? [{ reason, until }] : []));
}

async function readBeginning(db: Kysely<Schema>, gateway: string): Promise<Instant | null> {
  const row = await db.selectFrom("readings").select("record_since").where("gateway", "=", gateway).executeTakeFirst();
  return row?.record_since ?? null;
}

async function moveBeginning(db: Kysely<Schema>, gateway: string, at: Instant): Promise<void> {
  const known = await readBeginning(db, gateway);
  if (known !== null && known >= at) return;
  await db
    .insertInto("readings")
    .values({
      gateway,
      ...NOTHING_READ,
      identity: null,
      address: null,
      record_since: at,
    })
    .onConflict((conflict) =>
      conflict
        .column("gateway")
        .doUpdateSet({ record_since: at })
        .where((eb) => eb.or([eb("readings.record_since", "is", null), eb("readings.record_since", "<", at)])),
    )
    .execute();
}

/** A newer release may have noted others. */
const REASONS: Readonly<Record<Gap["reason"], true>> = {
  "sessions-not-listed": true,
  "session-reset": true,
  "session-compacted": true,
  "session-removed": true,
  "transcript-cut": true,
  "log-begins": true,
  "log-gap": true,
  "log-level": true,
  "log-stopped": true,
  "too-many": true,
  "jobs-unread": true,
  "heartbeats-hidden": true,
  "not-witnessed": true,
};

const isReason = (text: string): text is Gap["reason"] => Object.hasOwn(REASONS, text);
