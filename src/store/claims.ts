import type { Transaction } from "kysely";
import { isSameGateway, type GatewayIdentity } from "../core/identity.ts";
import type { EvidenceStore } from "../core/ledger.ts";
import { UNFINISHED } from "../core/repair.ts";
import type { Instant } from "../core/time.ts";
import type { Engine } from "./engine.ts";
import { noteReplaced } from "./gateway-changes.ts";
import { NOTHING_READ } from "./marks.ts";
import type { Schema } from "./schema.ts";
import { SUMS } from "./sums.ts";

const EVIDENCE = [
  "attempts",
  "turns",
  "retried_turns",
  "rests",
  "selections",
  "readings",
  "record_gaps",
  "session_readings",
  "gateway_changes",
  // After the rows they are of: as those go, they go by themselves.
  ...SUMS,
] as const;
/** No gateway's name holds it: what follows says whose the rows are that are put aside. */
export const ASIDE = "\n";

/** Sees to it that what is kept under a gateway's name is of that very gateway. */
export const createClaims = ({ db, alone }: Engine): Pick<EvidenceStore, "claim"> => ({
  async claim(gateway, seen, at) {
    const known = await db
      .selectFrom("readings")
      .select(["identity", "address"])
      .where("gateway", "=", gateway)
      .executeTakeFirst();
    // As it mostly is, and then there is nothing to write.
    if (known?.address === seen.address && known.identity === seen.device) return "same";
    return db.transaction().execute(async (tx) => {
      await alone(tx, "readings");
      return claim(tx, gateway, seen, at);
    });
  },
});

async function claim(
  tx: Transaction<Schema>,
  gateway: string,
  seen: GatewayIdentity,
  at: Instant,
): Promise<"same" | "other"> {
  const rows = (await tx.selectFrom("readings").select(["gateway", "identity", "address"]).execute()).map((row) => ({
    name: row.gateway,
    device: row.identity,
    address: row.address,
  }));
  const known = rows.find(({ name }) => name === gateway);
  if (known !== undefined && isSameGateway(known, seen)) {
    await note(tx, gateway, { device: seen.device ?? known.device, address: seen.address });
    return "same";
  }
  if (known !== undefined) await rename(tx, gateway, `${gateway}${ASIDE}${known.device ?? known.address}`);
  const before = rows.find(({ name, ...row }) => name.startsWith(gateway + ASIDE) && isSameGateway(row, seen));
  if (before !== undefined) await rename(tx, before.name, gateway);
  await note(tx, gateway, { device: seen.device ?? before?.device ?? null, address: seen.address });
  if (known === undefined) return "same";
  await noteReplaced(tx, gateway, at);
  return "other";
}

async function note(tx: Transaction<Schema>, gateway: string, { device, address }: GatewayIdentity): Promise<void> {
  const row = { identity: device, address };
  await tx
    .insertInto("readings")
    .values({ gateway, ...NOTHING_READ, record_since: null, ...row })
    .onConflict((conflict) => conflict.column("gateway").doUpdateSet(row))
    .execute();
}

/** A repair that goes on stays where it is: it has to be ended. */
async function rename(tx: Transaction<Schema>, from: string, to: string): Promise<void> {
  for (const table of EVIDENCE) {
    await tx.deleteFrom(table).where("gateway", "=", to).execute();
    await tx.updateTable(table).set({ gateway: to }).where("gateway", "=", from).execute();
  }
  await tx
    .updateTable("repairs")
    .set({ gateway: to })
    .where("gateway", "=", from)
    .where("state", "not in", UNFINISHED)
    .execute();
}
