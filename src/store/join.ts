import { hostname } from "node:os";
import type { Membership } from "../core/companions.ts";
import type { DatabaseAddress } from "../core/store.ts";

/** Joins the companions that share a database, if it is one this release can use. Rejects with `LedgerUnavailable`. */
export async function join(
  address: DatabaseAddress,
  own: { readonly release: string; readonly seats: readonly string[] },
): Promise<Membership> {
  // Loaded here, as the store is.
  const { fits } = await import("./postgres/open.ts");
  await fits(address);
  const { joinCompanions } = await import("./postgres/companions.ts");
  return joinCompanions(address, { host: hostname(), ...own });
}
