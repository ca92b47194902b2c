import { DatabaseSync } from "node:sqlite";

const BUSY = 5;

/**
 * Holds a file for one process alone, or for one part of it; null when somebody else has it. The system lets go of it
 * however the process ends, and gives it to one alone of those that ask in the same moment; containers that share
 * the folder see each other. SQLite knows how to lock a file on every system; nothing is ever written to it.
 */
export function tryLock(path: string, timeout: number): DatabaseSync | null {
  const lock = new DatabaseSync(path, { timeout });
  try {
    lock.exec("BEGIN EXCLUSIVE");
    return lock;
  } catch (error) {
    lock.close();
    if (error instanceof Error && "errcode" in error && error.errcode === BUSY) return null;
    throw error;
  }
}
