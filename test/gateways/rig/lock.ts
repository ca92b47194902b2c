import { link, readFile, rm, writeFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { at } from "./json.ts";

/**
 * Runs `work` while no other process holds `file`. A lock whose owner died is taken over. Two takers of the same dead
 * lock may both get it, so `work` must be safe to run twice; the lock only saves the second run.
 */
export async function withLock(file: string, work: () => Promise<void>, signal?: AbortSignal): Promise<void> {
  while (!(await take(file))) {
    if (!(await isHeld(file))) await rm(file, { force: true });
    else await pause(200, undefined, signal === undefined ? {} : { signal });
  }
  try {
    await work();
  } finally {
    await rm(file, { force: true });
  }
}

/** By a link, so that the lock never exists without its owner's number in it. */
async function take(file: string): Promise<boolean> {
  const mine = `${file}.${process.pid}`;
  await writeFile(mine, String(process.pid));
  try {
    await link(mine, file);
    return true;
  } catch (cause) {
    if (at(cause, "code") === "EEXIST") return false;
    throw cause;
  } finally {
    await rm(mine, { force: true });
  }
}

async function isHeld(file: string): Promise<boolean> {
  const owner = Number(await readFile(file, "utf8").catch(() => "0"));
  if (owner === 0) return false; // let go meanwhile
  try {
    return process.kill(owner, 0);
  } catch {
    return false;
  }
}
