/** Something on this host is in the way: a port, a folder, a lock. The message is a sentence with its way out. */
export class HostUnavailable extends Error {
  /** The next start may find it gone, without anybody's help. */
  readonly passing: boolean;
  constructor(message: string, passing: boolean, cause?: unknown) {
    super(message, { cause });
    this.name = "HostUnavailable";
    this.passing = passing;
  }
}

export type LedgerTrouble =
  | "newer"
  | "damaged"
  | "read-only"
  | "full"
  | "locked"
  | "foreign"
  | "limit"
  | "silent"
  | "unusable"
  /** A database alone: it cannot be reached, does not let in, or is a release that lacks what is needed. */
  | "unreachable"
  | "refused"
  | "too-old"
  /** … and one that a companion of an older release serves with, which could not cope with what this one would change. */
  | "older";

/** What is kept cannot be used, and what kind of trouble that is: each has its own way out. */
export class LedgerUnavailable extends HostUnavailable {
  readonly trouble: LedgerTrouble;
  /** Of the file, or the name of the database. */
  readonly path: string;
  constructor(trouble: LedgerTrouble, path: string, message: string, cause?: unknown) {
    super(message, PASSING.has(trouble), cause);
    this.name = "LedgerUnavailable";
    this.trouble = trouble;
    this.path = path;
  }
}

const PASSING: ReadonlySet<LedgerTrouble> = new Set([
  "full",
  "locked",
  "limit",
  "silent",
  "unusable",
  "unreachable",
  "older",
]);
