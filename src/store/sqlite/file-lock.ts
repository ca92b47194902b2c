import { DatabaseSync } from "node:sqlite";

const BUSY = 5;

/** A file that this process holds for itself alone. */
export interface HeldFile {
  /** Once more does nothing. */
  letGo(): void;
}

/** What nobody refers to is closed by the garbage collector whenever that comes by, and with it the lock is gone. */
const HELD = new Set<DatabaseSync>();

/**
 * Holds a file for one process alone, or for one part of it; null when somebody else has it. The system lets go of it
 * however the process ends, and gives it to one alone of those that ask in the same moment; containers that share
 * the folder see each other. SQLite knows how to lock a file on every system; nothing is ever written to it.
 */
export function tryLock(path: string, timeout: number): HeldFile | null {
  const lock = new DatabaseSync(path, { timeout });
  try {
    lock.exec("BEGIN EXCLUSIVE");
    HELD.add(lock);
    return { letGo: () => void (HELD.delete(lock) && lock.close()) };
  } catch (error) {
    lock.close();
    if (error instanceof Error && "errcode" in error && error.errcode === BUSY) return null;
    throw error;
  }
}
