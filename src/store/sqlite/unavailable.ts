import { ownUser } from "../../lib/own-user.ts";
import { accessSync, constants, statSync } from "node:fs";
import { dirname } from "node:path";
import { LedgerUnavailable, type LedgerTrouble } from "../../core/host-unavailable.ts";
import type { Message, Text } from "../../core/card.ts";
import { messageOf } from "../../lib/message-of.ts";
import { say } from "../../words/say.ts";
import { ledgerUnavailable } from "../../words/unavailable.ts";

/** What can be the matter with a file. */
type FileTrouble = Exclude<LedgerTrouble, "unreachable" | "refused" | "too-old" | "older">;

/** Primary result codes of SQLite; the rest of an extended one says more about the same. */
const BY_CODE: Readonly<Record<number, FileTrouble>> = {
  5: "locked",
  6: "locked",
  8: "read-only",
  11: "damaged",
  13: "full",
  15: "locked",
  26: "damaged",
};
const IO_ERROR = 10;
/** I/O errors that are about locks: shares that know none, or whose server is away. */
const LOCK_ERRORS: ReadonlySet<number> = new Set([2_058, 2_314, 3_850, 3_594]);
/** A page that is not there, or not as it was written. */
const DAMAGE_ERRORS: ReadonlySet<number> = new Set([522, 8_458]);

const BY_ERRNO: Readonly<Record<string, FileTrouble>> = {
  ENOSPC: "full",
  EDQUOT: "full",
  EROFS: "read-only",
  EMFILE: "limit",
  ENFILE: "limit",
  ENOMEM: "limit",
  EBUSY: "locked",
  EAGAIN: "locked",
};

/** What of the data folder it is about. */
export type FilePart = "folder" | "ledger" | "lock" | "identity";

type Owner = (path: string) => number | null;

/** Names why a file of the data folder cannot be used. `uid`: of this process. */
export function toUnavailable(
  error: unknown,
  path: string,
  part: FilePart = "ledger",
  uid = ownUser().uid,
  ownerOf: Owner = readOwner,
): LedgerUnavailable {
  if (error instanceof LedgerUnavailable) return error;
  const why = messageOf(error);
  const trouble = readTrouble(error) ?? tryFolder(path);
  const owner = ownerOf(path) ?? ownerOf(dirname(path));
  // Windows knows no such numbers (-1), and nothing is foreign to root.
  const isForeign = uid > 0 && owner !== null && owner !== uid && (trouble === null || trouble === "read-only");
  const kind = isForeign ? "foreign" : (trouble ?? "unusable");
  const file = say("host.part", { part, path });
  const said =
    part === "folder" && isNoFolder(error) ? say("host.no-folder", { file }) : SENTENCES[kind](file, why, owner, uid);
  return ledgerUnavailable(kind, path, said, error);
}

/** Where a folder should be made, a file stands in the way. */
export const isNoFolder = (error: unknown): boolean =>
  error instanceof Error && "code" in error && (error.code === "EEXIST" || error.code === "ENOTDIR");

/** The folder gives no answer; `seconds`: how long it was waited for. */
export const silent = (folder: string, seconds: number): LedgerUnavailable =>
  ledgerUnavailable(
    "silent",
    folder,
    say("host.silent", { file: say("host.part", { part: "folder", path: folder }), seconds }),
  );

/** `why`: what it has that nobody here knows. */
export const newer = (path: string, why: Message): LedgerUnavailable =>
  ledgerUnavailable("newer", path, say("host.newer", { file: say("host.part", { part: "ledger", path }), why }));

/** What is wrong, and the way out. */
const SENTENCES: Readonly<
  Record<FileTrouble, (file: Message, why: Text, owner: number | null, own: number) => Message>
> = {
  newer: (file, why) => say("host.newer", { file, why }),
  damaged: (file, why) => say("host.damaged", { file, why }),
  "read-only": (file, why) => say("host.read-only", { file, why }),
  full: (file, why) => say("host.full", { file, why }),
  locked: (file, why) => say("host.locked", { file, why }),
  foreign: (file, _why, owner, own) => say("host.foreign", { file, owner: String(owner), own: String(own) }),
  limit: (file, why) => say("host.limit", { file, why }),
  silent: (file, seconds) => say("host.silent", { file, seconds }),
  unusable: (file, why) => say("host.unusable", { file, why }),
};

/** What the system says of the folder, where SQLite only says that it cannot open a file. */
function tryFolder(path: string): FileTrouble | null {
  try {
    accessSync(dirname(path), constants.W_OK);
    return null;
  } catch (error) {
    return readTrouble(error);
  }
}

function readTrouble(error: unknown): FileTrouble | null {
  if (!(error instanceof Error)) return null;
  if ("errcode" in error && typeof error.errcode === "number") {
    const { errcode } = error;
    if (LOCK_ERRORS.has(errcode)) return "locked";
    if (DAMAGE_ERRORS.has(errcode)) return "damaged";
    if (errcode % 256 === IO_ERROR && /full|space/i.test(error.message)) return "full";
    return BY_CODE[errcode % 256] ?? null;
  }
  return "code" in error && typeof error.code === "string" ? (BY_ERRNO[error.code] ?? null) : null;
}

function readOwner(path: string): number | null {
  try {
    return statSync(path).uid;
  } catch {
    return null;
  }
}
