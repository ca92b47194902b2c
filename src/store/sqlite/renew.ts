import { existsSync, renameSync } from "node:fs";
import { LedgerUnavailable } from "../../core/host-unavailable.ts";
import type { Clock } from "../../core/time.ts";
import type { Store } from "../../core/store.ts";
import { findDamage } from "./database.ts";
import { ledgerPath, openFile } from "./open.ts";
import { toUnavailable } from "./unavailable.ts";

export interface Renewed {
  readonly store: Store;
  /** Where a damaged ledger was moved to; null when there was none. */
  readonly movedTo: string | null;
}

/** What belongs to a ledger: its own file first, then what SQLite keeps beside it. */
const PARTS = ["", "-wal", "-shm"] as const;

/**
 * Opens the ledger of a service. A damaged one is moved aside and a new one begun: what the gateways still tell is read
 * again, and a service that only says what is broken helps nobody. Only for whoever holds the folder.
 */
export async function renewFile(folder: string, clock: Clock): Promise<Renewed> {
  const path = ledgerPath(folder);
  try {
    if (existsSync(path)) inspect(path);
    return { store: await openFile(folder, clock), movedTo: null };
  } catch (error) {
    if (!(error instanceof LedgerUnavailable) || error.trouble !== "damaged") throw error;
    const stamp = new Date(clock()).toISOString().replaceAll(/[-:]|\.\d+/g, "");
    const movedTo = `${path}.damaged-${stamp}`;
    for (const part of PARTS) if (existsSync(`${path}${part}`)) renameSync(`${path}${part}`, `${movedTo}${part}`);
    return { store: await openFile(folder, clock), movedTo };
  }
}

/** A page that is broken is else met in the middle of something. */
function inspect(path: string): void {
  try {
    const damage = findDamage(path);
    if (damage !== null) throw Object.assign(new Error(damage), { errcode: 11 });
  } catch (error) {
    throw toUnavailable(error, path);
  }
}
