import { LedgerUnavailable, type LedgerTrouble } from "../../core/host-unavailable.ts";
import { shorten } from "../../lib/redact.ts";

/** What can be the matter with a database. */
type DatabaseTrouble = Exclude<LedgerTrouble, "damaged" | "foreign" | "silent">;

/** SQLSTATE, whole or its class: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const BY_STATE: readonly (readonly [start: string, trouble: DatabaseTrouble])[] = [
  ["25006", "read-only"],
  ["53100", "full"],
  ["53", "limit"],
  ["55P03", "locked"],
  ["40P01", "locked"],
  ["57", "unreachable"],
  ["08", "unreachable"],
  ["28", "refused"],
  ["3D", "refused"],
  ["3F", "refused"],
  ["42501", "refused"],
];

/** Of sockets, names and certificates. */
const BY_WORD: readonly (readonly [word: RegExp, trouble: DatabaseTrouble])[] = [
  [/certificate|self[- ]signed|SSL|TLS|altname/i, "refused"],
  [/no password|password must be|SASL|SCRAM|authentication/i, "refused"],
  [/^E[A-Z]+|connect|terminated|timeout|socket|queryable|getaddrinfo|hang ?up/i, "unreachable"],
];

/** Names why a database cannot be used. `name`: of its address. Never shows a password. */
export function toUnavailable(error: unknown, name: string): LedgerUnavailable {
  if (error instanceof LedgerUnavailable) return error;
  // Where several addresses of one name were tried, the first of them speaks.
  if (error instanceof AggregateError && error.errors.length > 0) return toUnavailable(error.errors[0], name);
  const trouble = readTrouble(error);
  return new LedgerUnavailable(trouble, name, `the database ${name} ${SENTENCES[trouble](wordsOf(error))}`, error);
}

/** `why`: what it has, or is, that does not fit. */
export const unfit = (
  trouble: "newer" | "older" | "too-old" | "read-only" | "refused" | "locked",
  why: string,
  name: string,
): LedgerUnavailable => new LedgerUnavailable(trouble, name, `the database ${name} ${SENTENCES[trouble](why)}`);

const OTHER = "set COMPANION_DATABASE_URL to another one";

const SENTENCES: Readonly<Record<DatabaseTrouble, (why: string) => string>> = {
  newer: (why) => `was written by a newer release of the companion (${why}): start that release again, or ${OTHER}`,
  older: (why) =>
    `is in use by a companion of an older release (${why}): stop that one, or wait until one of this release serves`,
  "too-old": (why) => `is of a release that is too old (${why}): PostgreSQL 14 or later is needed`,
  "read-only": (why) => `can be read but not written (${why}): name the primary server, or ${OTHER}`,
  full: (why) => `cannot be written because its server has no space left (${why}): make room there`,
  locked: (why) => `is locked by another session (${why}): wait for it or end it`,
  limit: (why) => `takes no more sessions, or has no memory left (${why}): raise its limits, such as max_connections`,
  unreachable: (why) => `cannot be reached (${why}): check that it runs, and host and port of COMPANION_DATABASE_URL`,
  refused: (why) =>
    `does not let the companion in (${why}): check user, password, database and sslmode of COMPANION_DATABASE_URL`,
  unusable: (why) => `cannot be used (${why}): its own log says more`,
};

function readTrouble(error: unknown): DatabaseTrouble {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const state = /^[0-9A-Z]{5}$/.test(code) && BY_STATE.find(([start]) => code.startsWith(start));
  if (state) return state[1];
  const said = `${code} ${error instanceof Error ? error.message : ""}`.trim();
  return BY_WORD.find(([word]) => word.test(said))?.[1] ?? "unusable";
}

const wordsOf = (error: unknown): string => (error instanceof Error ? shorten(error.message, 160) : "unknown error");
