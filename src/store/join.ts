import { hostname } from "node:os";
import type { Membership } from "../core/companions.ts";
import type { DatabaseAddress } from "../core/store.ts";

/** Joins the companions that share a database, if it is one this release can use. Rejects with `LedgerUnavailable`. */
export async function join(address: DatabaseAddress, release: string): Promise<Membership> {
  // Loaded here, as the store is.
  const { inspectDatabase } = await import("./postgres/open.ts");
  await inspectDatabase(address);
  const { joinCompanions } = await import("./postgres/companions.ts");
  return joinCompanions(address, { host: hostname(), release });
}
