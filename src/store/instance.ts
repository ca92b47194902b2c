import { join } from "node:path";
import { tryLock } from "./file-lock.ts";

/** Milliseconds: whoever only looks whether the folder is held has it for a moment. */
const PATIENCE = 250;

const lockOf = (folder: string): string => join(folder, "companion.lock");

/**
 * Lets one service at a time use a data folder: two would both answer every command. Resolves to what lets go of it.
 */
export async function holdInstance(folder: string): Promise<() => Promise<void>> {
  const lock = tryLock(lockOf(folder), PATIENCE);
  if (lock === null) {
    throw new Error(
      `another companion already runs on ${folder}: stop it first, or set COMPANION_DATA_DIR to another folder`,
    );
  }
  return () => Promise.resolve(lock.close());
}

/** Whether a service uses this data folder now. The folder must exist. */
export async function isInstanceHeld(folder: string): Promise<boolean> {
  const lock = tryLock(lockOf(folder), 0);
  lock?.close();
  return lock === null;
}
