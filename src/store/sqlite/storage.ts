import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Message, Text } from "../../core/card.ts";
import type { StorePlace } from "../../core/store.ts";
import { SECOND } from "../../core/time.ts";
import { say } from "../../words/say.ts";
import { isReachable } from "../reach.ts";
import { lockOf } from "./instance.ts";
import { ledgerPath } from "./open.ts";
import { silent, type FilePart } from "./unavailable.ts";

/** What must stay what it was while a service runs: the folder, the ledger, the lock, the identity. */
const partsOf = ({ dataDir: folder, database }: StorePlace): readonly (readonly [part: FilePart, path: string])[] => [
  ["folder", folder],
  ...(database === null ? [["ledger", ledgerPath(folder)] as const] : []),
  ["lock", lockOf(folder)],
  ["identity", join(folder, "device.json")],
];

/**
 * How the data folder stands. `silent`: it does not answer, as a share whose server is away. `what` names the part
 * without its path, `why` with it.
 */
export type StorageStanding =
  | { readonly state: "good" }
  | { readonly state: "silent" | "gone"; readonly what: Message; readonly why: Text };

/**
 * Remembers what the data folder consists of now, and looks later whether it still does. Whoever deletes or replaces a
 * file under a running service takes nothing from it at once: it writes on into what nobody can find any more, and the
 * lock keeps nobody else away. The device.json is written anew by design, so that it is there is enough. `patience`: milliseconds a look may take.
 */
export async function watchStorage(place: StorePlace, patience: number): Promise<() => Promise<StorageStanding>> {
  const { dataDir: folder } = place;
  const parts = partsOf(place);
  const before = await Promise.all(parts.map(([, path]) => identify(path)));
  return async () => {
    // Asked first: whoever looks into a share without its server never comes back, and holds the end of this process.
    if (!(await isReachable(folder, patience)))
      return {
        state: "silent",
        what: say("folder.silent"),
        why: silent(folder, patience / SECOND).said,
      };
    const now = await Promise.all(parts.map(([, path]) => identify(path)));
    for (const [index, [part, path]] of parts.entries()) {
      const found = now[index] ?? null;
      if (found === null) return gone(part, path, "moved");
      if (found !== before[index] && found !== "unseen" && before[index] !== "unseen" && !path.endsWith(".json"))
        return gone(part, path, "replaced");
    }
    return { state: "good" };
  };
}

const gone = (part: FilePart, path: string, how: "moved" | "replaced"): StorageStanding => ({
  state: "gone",
  what: say("folder.gone", { part, how }),
  why: say("host.gone", { file: say("host.part", { part, path }), how }),
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
