import { join } from "node:path";
import { say } from "../../words/say.ts";
import { hostUnavailable } from "../../words/unavailable.ts";
import { tryLock, type HeldFile } from "./file-lock.ts";
import { toUnavailable } from "./unavailable.ts";

/** Milliseconds: whoever only looks whether the folder is held has it for a moment. */
const PATIENCE = 250;

export const lockOf = (folder: string): string => join(folder, "companion.lock");

/**
 * Lets one service at a time use a data folder: two would both answer every command. Resolves to what lets go of it.
 */
export async function holdInstance(folder: string): Promise<() => Promise<void>> {
  const lock = lockFolder(folder, PATIENCE);
  if (lock === null) {
    throw hostUnavailable(say("host.runs-already", { folder }), true);
  }
  return () => Promise.resolve(lock.letGo());
}

/** Whether a service uses this data folder now. The folder must exist. */
export async function isInstanceHeld(folder: string): Promise<boolean> {
  const lock = lockFolder(folder, 0);
  lock?.letGo();
  return lock === null;
}

function lockFolder(folder: string, patience: number): HeldFile | null {
  try {
    return tryLock(lockOf(folder), patience);
  } catch (error) {
    throw toUnavailable(error, lockOf(folder), "lock");
  }
}
