import { ownUser } from "../../lib/own-user.ts";
import { accessSync, constants, statSync } from "node:fs";
import { dirname } from "node:path";
import { LedgerUnavailable, type LedgerTrouble } from "../../core/host-unavailable.ts";
import { messageOf } from "../../lib/message-of.ts";

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

type Owner = (path: string) => number | null;

/** Names why a file of the data folder cannot be used. `what`: the file in words. `uid`: of this process. */
export function toUnavailable(
  error: unknown,
  path: string,
  what = "the ledger",
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
  return new LedgerUnavailable(kind, path, `${what} ${path} ${SENTENCES[kind](why, owner, uid)}`, error);
}

/** The folder gives no answer; `seconds`: how long it was waited for. */
export const silent = (folder: string, seconds: number): LedgerUnavailable =>
  new LedgerUnavailable("silent", folder, `the data folder ${folder} ${SENTENCES.silent(`${seconds} s`, null, -1)}`);

/** `why`: what it has that nobody here knows. */
export const newer = (path: string, why: string): LedgerUnavailable =>
  new LedgerUnavailable("newer", path, `the ledger ${path} ${SENTENCES.newer(why, null, -1)}`);

const OTHER = "set COMPANION_DATA_DIR to another folder";

type Sentence = (why: string, owner: number | null, uid: number) => string;

/** What goes on after the path: what is wrong, and the way out. */
const SENTENCES: Readonly<Record<FileTrouble, Sentence>> = {
  newer: (why) => `was written by a newer release of the companion (${why}): start that release again, or ${OTHER}`,
  damaged: (why) =>
    `is damaged (${why}): the service moves it aside and begins anew; without a service, move it away yourself`,
  "read-only": (why) => `can be read but not written (${why}): make its folder writable for this user, or ${OTHER}`,
  full: (why) => `cannot be written because there is no space left (${why}): make room, or ${OTHER}`,
  locked: (why) =>
    `is locked by another process (${why}): wait for it or end it; on a network share that knows no locks, ${OTHER}`,
  foreign: (_why, owner, uid) =>
    `belongs to user ${owner}, and this is user ${uid}: run it as that user, give the folder to this one (chown -R), or ${OTHER}`,
  limit: (why) =>
    `cannot be opened because this host lends no more files or memory (${why}): raise its limit (ulimit -n)`,
  silent: (why) =>
    `does not answer (waited ${why}): see that the server of its network share can be reached, or ${OTHER}`,
  unusable: (why) =>
    `cannot be opened (${why}): check that it is a file this user may write, in a folder that exists, or ${OTHER}`,
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
