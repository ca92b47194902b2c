import type { Store, StorePlace } from "../core/store.ts";
import type { Clock } from "../core/time.ts";
import { renewFile, type Renewed } from "./sqlite/renew.ts";
import { openFile, openMemory } from "./sqlite/open.ts";

/** Opens what keeps everything and brings it up to date. Rejects with `LedgerUnavailable`. */
export async function openStore({ dataDir, database }: StorePlace, clock: Clock): Promise<Store> {
  if (database === null) return openFile(dataDir, clock);
  // Loaded here: most have a file, and a one-shot command need not pay for what it does not use.
  const { openDatabase } = await import("./postgres/open.ts");
  return openDatabase(database, clock);
}

/** A ledger that ends with the process, for whoever only reads when the one that is kept cannot be used. */
export const openMemoryStore = (dataDir: string, clock: Clock): Promise<Store> => openMemory(dataDir, clock);

/** Opens the store of a service: a damaged file is moved aside and a new one begun. Only for whoever holds the folder. */
export const renewStore = async (place: StorePlace, clock: Clock): Promise<Renewed> =>
  place.database === null ? renewFile(place.dataDir, clock) : { store: await openStore(place, clock), movedTo: null };
