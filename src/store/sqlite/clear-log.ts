import { setTimeout } from "node:timers/promises";

/** Somebody who reads meanwhile holds the write-ahead log; readers are done soon. */
const PAUSES = [0, 100, 400, 1_500] as const;

/**
 * Empties the write-ahead log: what was removed from the database still stands in it. Where it is held for longer, the
 * next time empties it, or the end of the process.
 */
export async function clearLog(empty: () => Promise<boolean>): Promise<void> {
  for (const pause of PAUSES) {
    if (pause > 0) await setTimeout(pause);
    if (await empty()) return;
  }
}
