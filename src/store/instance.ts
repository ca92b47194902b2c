import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/**
 * Lets one service at a time use a data folder: two would both answer every command. Held by a lock on a file in
 * the folder itself, so that containers which share it see each other; the system lets go of it however the
 * process ends, and gives it to one alone of those that ask in the same moment. Resolves to what lets go of it.
 */
export async function holdInstance(folder: string): Promise<() => Promise<void>> {
  const lock = await tryLock(folder, PATIENCE);
  if (lock === null) {
    throw new Error(
      `another companion already runs on ${folder}: stop it first, or set COMPANION_DATA_DIR to another folder`,
    );
  }
  return () => Promise.resolve(lock.close());
}

/** Whether a service uses this data folder now. The folder must exist. */
export async function isInstanceHeld(folder: string): Promise<boolean> {
  const lock = await tryLock(folder, 0);
  lock?.close();
  return lock === null;
}

/** Milliseconds: whoever only looks whether the folder is held has it for a moment. */
const PATIENCE = 250;
const BUSY = 5;

/** Null when somebody else has it. SQLite knows how to lock a file on every system; nothing is ever written to it. */
function tryLock(folder: string, timeout: number): Promise<DatabaseSync | null> {
  const lock = new DatabaseSync(join(folder, "companion.lock"), { timeout });
  try {
    lock.exec("BEGIN EXCLUSIVE");
    return Promise.resolve(lock);
  } catch (error) {
    lock.close();
    if (error instanceof Error && "errcode" in error && error.errcode === BUSY) return Promise.resolve(null);
    return Promise.reject(error);
  }
}
