import { createHash } from "node:crypto";
import { realpathSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { platform, tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Lets one service at a time use a data folder: two would both answer every command. Held by a local
 * socket, which the system lets go of however the process ends. Resolves to what lets go of it.
 */
export async function holdInstance(folder: string): Promise<() => Promise<void>> {
  const path = socketOf(folder);
  if (await isAnswered(path)) {
    throw new Error(
      `another companion already runs on ${folder}: stop it first, or set COMPANION_DATA_DIR to another folder`,
    );
  }
  if (platform() !== "win32") rmSync(path, { force: true });
  const server = createServer((socket) => socket.destroy());
  const listening = Promise.withResolvers<void>();
  server.once("error", listening.reject);
  server.listen(path, listening.resolve);
  await listening.promise;
  server.unref();
  return async () => {
    const closed = Promise.withResolvers<void>();
    server.close(() => closed.resolve());
    await closed.promise;
  };
}

/** Whether a service uses this data folder now. The folder must exist. */
export const isInstanceHeld = (folder: string): Promise<boolean> => isAnswered(socketOf(folder));

/** What systems allow as the path of a socket, less a margin. */
const LONGEST_PATH = 100;

/** In the folder itself, so that containers which share it see each other; a digest of it where that is too long. */
function socketOf(folder: string): string {
  const real = realpathSync(folder);
  const path = join(real, "companion.sock");
  if (platform() !== "win32" && path.length <= LONGEST_PATH) return path;
  const name = `openclaw-companion-${createHash("sha256").update(real).digest("hex").slice(0, 16)}`;
  return platform() === "win32" ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
}

function isAnswered(path: string): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect(path);
  socket.once("connect", () => resolve(true));
  socket.once("error", () => resolve(false));
  return promise.finally(() => socket.destroy());
}
