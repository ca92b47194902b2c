import { stat } from "node:fs/promises";
import { join } from "node:path";
import { ledgerPath } from "./open.ts";
import { lockOf } from "./instance.ts";

/** What must stay what it was while a service runs: the folder, the ledger, the lock, the identity. */
const partsOf = (folder: string): readonly (readonly [name: string, path: string])[] => [
  ["the data folder", folder],
  ["the ledger", ledgerPath(folder)],
  ["the lock", lockOf(folder)],
  ["the device identity", join(folder, "device.json")],
];

/** How the data folder stands. `silent`: it does not answer, as a share whose server is away; that may pass. */
export type StorageStanding =
  | { readonly state: "good" }
  | { readonly state: "silent"; readonly why: string }
  /** `what`: the part of it, without its path. */
  | { readonly state: "gone"; readonly what: string; readonly why: string };

/** Milliseconds a look may take. */
const PATIENCE = 10_000;

/**
 * Remembers what the data folder consists of now, and looks later whether it still does. Whoever deletes or replaces a
 * file under a running service takes nothing from it at once: it writes on into what nobody can find any more, and the
 * lock keeps nobody else away. The device.json is written anew by design, so that it is there is enough.
 */
export async function watchStorage(folder: string): Promise<() => Promise<StorageStanding>> {
  const parts = partsOf(folder);
  const before = await Promise.all(parts.map(([, path]) => identify(path)));
  return async () => {
    const now = await Promise.race([Promise.all(parts.map(([, path]) => identify(path))), inTime()]);
    if (now === "late") return { state: "silent", why: `${folder} does not answer within ${PATIENCE / 1_000} s` };
    for (const [index, [name, path]] of parts.entries()) {
      const found = now[index] ?? null;
      if (found === null) return gone(name, path, "was deleted or moved away");
      if (found !== before[index] && found !== "unseen" && before[index] !== "unseen" && !path.endsWith(".json"))
        return gone(name, path, "was replaced by another");
    }
    return { state: "good" };
  };
}

const gone = (name: string, path: string, what: string): StorageStanding => ({
  state: "gone",
  what: `${name} ${what}`,
  why: `${name} ${path} ${what}`,
});

/** Device and inode; null when there is none. Something that cannot be looked at is not gone. */
async function identify(path: string): Promise<string | null> {
  try {
    const { dev, ino } = await stat(path, { bigint: true });
    return `${dev}:${ino}`;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    return code === "ENOENT" || code === "ENOTDIR" || code === "ESTALE" ? null : "unseen";
  }
}

const inTime = (): Promise<"late"> =>
  new Promise((resolve) => {
    setTimeout(() => resolve("late"), PATIENCE).unref();
  });
