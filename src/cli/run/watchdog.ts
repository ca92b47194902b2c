import { statfs } from "node:fs/promises";
import { platform } from "node:os";
import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import type { Looks } from "./folder.ts";

/** File systems whose files lie elsewhere, by the numbers Linux has for them: NFS, SMB (three), FUSE, 9P, Ceph, AFS, Lustre. */
const SHARES: ReadonlySet<number> = new Set([
  0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x65735546, 0x01021997, 0x00c36400, 0x5346414f, 0x0bd00bd0,
]);

/** Whether a folder lies on a network share; false where the system does not tell. */
export async function isShare(folder: string): Promise<boolean> {
  if (platform() !== "linux") return false;
  return SHARES.has((await statfs(folder)).type);
}

/**
 * Ends this process when its main thread stands still and the folder does not answer: whoever writes to a share whose
 * server is away waits inside the system, and nothing of the main thread runs any more, not even a signal's handler. A
 * thread of its own notices; it costs some megabytes, so it is for folders on shares alone.
 */
export function startWatchdog(folder: string, looks: Looks): AsyncDisposable {
  const thread = new Worker(new URL(`./watchdog-thread${extname(import.meta.url)}`, import.meta.url), {
    argv: [folder, looks.every, looks.patience],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: 16 },
  });
  thread.on("message", (asked) => thread.postMessage(asked));
  thread.unref();
  return { [Symbol.asyncDispose]: async () => void (await thread.terminate()) };
}
