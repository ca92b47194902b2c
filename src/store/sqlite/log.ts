import { closeSync, fdatasync, fstatSync, openSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { extname } from "node:path";
import { promisify } from "node:util";
import { Worker } from "node:worker_threads";

/** The write-ahead log of a file that is open. Its disk is never waited for on the main thread. */
export interface WriteAheadLog {
  /** Resolves when whatever was committed would survive a power cut. */
  keep(): Promise<void>;
  /** Whether it is time to empty it. */
  isLong(): boolean;
  /** Moves what it holds into the database; false where somebody who reads is in the way. Nobody may write meanwhile. */
  empty(): Promise<boolean>;
  close(): void;
}

/** Bytes. A thread for that leaves five megabytes of memory with the process: most never come so far. */
const LONG = 16_000_000;

const reachDisk = promisify(fdatasync);

/**
 * Has a database write ahead; null where it cannot, in memory or on a share, and then SQLite waits for the disk by
 * itself. WAL, so that one-shot commands read while the service writes, and what was committed is lost in no other order
 * than it was written.
 */
export function openLog(database: DatabaseSync): WriteAheadLog | null {
  const path = database.location();
  const mode = database.prepare("PRAGMA journal_mode=WAL").get()?.["journal_mode"];
  if (path === null || mode !== "wal") return null;
  // The file of the log is there once something was read.
  database.exec("PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=0; SELECT 1 FROM sqlite_master");
  const file = openSync(`${path}-wal`, "r+");
  const size = (): number => fstatSync(file).size;
  let enough = LONG;
  return {
    keep: () => reachDisk(file),
    isLong: () => size() >= enough,
    async empty() {
      const isEmpty = await checkpoint(path);
      // Where it could not be emptied, not every turn tries it again.
      enough = size() + LONG;
      return isEmpty;
    },
    close: () => closeSync(file),
  };
}

/** In a thread that lives as long as this takes: one that stays would cost every service eleven megabytes. */
async function checkpoint(path: string): Promise<boolean> {
  const thread = new Worker(new URL(`./checkpoint-thread${extname(import.meta.url)}`, import.meta.url), {
    workerData: path,
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 1 },
  });
  let isEmpty = false;
  thread.on("message", (said) => (isEmpty = said === true));
  // What keeps it from that is met by whoever writes next, and told there.
  thread.on("error", () => {});
  await new Promise((resolve) => thread.once("exit", resolve));
  return isEmpty;
}
