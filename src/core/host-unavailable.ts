import { keptEnglish, type Text } from "./card.ts";

/** Something on this host is in the way: a port, a folder, a lock. */
export class HostUnavailable extends Error {
  /** The next start may find it gone, without anybody's help. */
  readonly passing: boolean;
  /** A sentence with its way out, as it is kept; the error's own message is its English. */
  readonly said: Text;
  constructor(said: Text, passing: boolean, cause?: unknown) {
    super(keptEnglish(said), { cause });
    this.name = "HostUnavailable";
    this.passing = passing;
    this.said = said;
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
  constructor(trouble: LedgerTrouble, path: string, said: Text, cause?: unknown) {
    super(said, PASSING.has(trouble), cause);
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
