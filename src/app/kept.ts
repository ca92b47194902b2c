import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { LedgerUnavailable } from "../core/host-unavailable.ts";
import type { Store, StorePlace } from "../core/store.ts";
import type { Clock } from "../core/time.ts";
import { createTransientIdentity, loadIdentity, type DeviceIdentity } from "../gateway/identity.ts";
import { openMemoryStore, openStore, renewStore } from "../store/open.ts";
import { reachFolder } from "../store/reach.ts";
import { ledgerPath } from "../store/sqlite/open.ts";
import { toUnavailable } from "../store/sqlite/unavailable.ts";

/**
 * What becomes of whoever cannot use the data folder. `must`: it ends. `may`: it goes on with what ends with it, for
 * those that only read. `renews`: a damaged ledger is moved aside and begun anew, for the service that holds the folder.
 */
export type Keeping = "must" | "may" | "renews";

/** What the companion keeps in its data folder. */
export interface Kept {
  readonly device: DeviceIdentity;
  readonly store: Store;
  /** Why nothing is kept; null when it is. */
  readonly lacks: LedgerUnavailable | null;
  /** Where a damaged ledger was moved to; null when there was none. */
  readonly movedTo: string | null;
  /** The identity was missing beside a ledger that is there, and was made anew: gateways on other hosts do not know it. */
  readonly isStranger: boolean;
}

export async function openKept(place: StorePlace, clock: Clock, keeping: Keeping): Promise<Kept> {
  const { dataDir: folder } = place;
  let device: DeviceIdentity | null = null;
  try {
    await makeFolder(folder);
    const isStranger = lacksIdentity(folder);
    device = openIdentity(folder);
    if (keeping === "renews") return { device, ...(await renewStore(place, clock)), lacks: null, isStranger };
    return { device, store: await openStore(place, clock), lacks: null, movedTo: null, isStranger };
  } catch (error) {
    if (keeping !== "may" || !(error instanceof LedgerUnavailable)) throw error;
    const store = await openMemoryStore(folder, clock);
    return { device: device ?? createTransientIdentity(), store, lacks: error, movedTo: null, isStranger: false };
  }
}

/** The data folder, made for its owner alone where it is missing. Rejects when it does not answer. */
export async function makeFolder(folder: string): Promise<void> {
  await reachFolder(folder);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    shutOut(folder);
  } catch (error) {
    throw toUnavailable(error, folder, "folder");
  }
}

/** What others may enter is shut to them, the ledger first of all; where it is not ours to shut, doctor tells. */
function shutOut(folder: string): void {
  const files = readdirSync(folder).filter((name) => /^(?:companion\.|device\.json)/.test(name));
  for (const [path, mode] of [[folder, 0o700] as const, ...files.map((name) => [join(folder, name), 0o600] as const)]) {
    try {
      const found = lstatSync(path);
      if (!found.isSymbolicLink() && (found.mode & 0o077) !== 0) chmodSync(path, mode);
    } catch {
      // Another process may have removed it meanwhile, or another user owns it.
    }
  }
}

const identityOf = (folder: string): string => join(folder, "device.json");

/** Whether gateways may know this companion by an identity that is not there any more. */
const lacksIdentity = (folder: string): boolean => existsSync(ledgerPath(folder)) && !existsSync(identityOf(folder));

/** What is wrong with the file itself is said by whoever reads it; what keeps it from being read or made, here. */
export function openIdentity(folder: string): DeviceIdentity {
  try {
    return loadIdentity(folder);
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    throw toUnavailable(error, identityOf(folder), "identity");
  }
}
