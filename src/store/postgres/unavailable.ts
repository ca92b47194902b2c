import type { Message, Text } from "../../core/card.ts";
import { LedgerUnavailable, type LedgerTrouble } from "../../core/host-unavailable.ts";
import { shorten } from "../../lib/redact.ts";
import { say } from "../../words/say.ts";
import { ledgerUnavailable } from "../../words/unavailable.ts";

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

/** What somebody has to mend where a database lets nobody in. */
export type Mending = "login" | "database" | "schema" | "rights" | "encryption" | "file" | "other";

const MENDING_BY_STATE: readonly (readonly [start: string, mending: Mending])[] = [
  ["42501", "rights"],
  ["28", "login"],
  ["3D", "database"],
  ["3F", "schema"],
];

const MENDING_BY_WORD: readonly (readonly [word: RegExp, mending: Mending])[] = [
  [/certificate|self[- ]signed|SSL|TLS|altname|PEM|asn1/i, "encryption"],
  [/no password|password must be|SASL|SCRAM|authentication/i, "login"],
];

/** Names why a database cannot be used. `name`: of its address. Never shows a password. */
export function toUnavailable(error: unknown, name: string): LedgerUnavailable {
  if (error instanceof LedgerUnavailable) return error;
  // Where several addresses of one name were tried, the first of them speaks.
  if (error instanceof AggregateError && error.errors.length > 0) return toUnavailable(error.errors[0], name);
  const trouble = readTrouble(error);
  return ledgerUnavailable(
    trouble,
    name,
    SENTENCES[trouble]({ name, why: wordsOf(error), mending: readMending(error) }),
    error,
  );
}

/** `why`: what it has, or is, that does not fit. */
export const unfit = (
  trouble: "newer" | "older" | "too-old" | "read-only" | "refused" | "locked",
  why: Message,
  name: string,
  mending: Mending = "other",
): LedgerUnavailable => ledgerUnavailable(trouble, name, SENTENCES[trouble]({ name, why, mending }));

interface Told {
  readonly name: string;
  readonly why: Text;
  readonly mending: Mending;
}

const SENTENCES: Readonly<Record<DatabaseTrouble, (told: Told) => Message>> = {
  newer: ({ name, why }) => say("host.db-newer", { name, why }),
  older: ({ name, why }) => say("host.db-older", { name, why }),
  "too-old": ({ name, why }) => say("host.db-too-old", { name, why }),
  "read-only": ({ name, why }) => say("host.db-read-only", { name, why }),
  full: ({ name, why }) => say("host.db-full", { name, why }),
  locked: ({ name, why }) => say("host.db-locked", { name, why }),
  limit: ({ name, why }) => say("host.db-limit", { name, why }),
  unreachable: ({ name, why }) => say("host.db-unreachable", { name, why }),
  refused: (told) => say("host.db-refused", { ...told }),
  unusable: ({ name, why }) => say("host.db-unusable", { name, why }),
};

function readTrouble(error: unknown): DatabaseTrouble {
  if (isOfFile(error)) return "refused";
  const { state, said } = read(error);
  const known = state === null ? undefined : BY_STATE.find(([start]) => state.startsWith(start));
  return known?.[1] ?? BY_WORD.find(([word]) => word.test(said))?.[1] ?? "unusable";
}

function readMending(error: unknown): Mending {
  if (isOfFile(error)) return "file";
  const { state, said } = read(error);
  const known = state === null ? undefined : MENDING_BY_STATE.find(([start]) => state.startsWith(start));
  return known?.[1] ?? MENDING_BY_WORD.find(([word]) => word.test(said))?.[1] ?? "other";
}

/** A file that the address names, such as that of the authority, is read before anything is connected to. */
const isOfFile = (error: unknown): boolean =>
  error instanceof Error && "syscall" in error && ["open", "read"].includes(String(error.syscall));

/** What the server's own code is, null where it is none of its; and all that is said, with the code before it. */
function read(error: unknown): { readonly state: string | null; readonly said: string } {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const said = `${code} ${error instanceof Error ? error.message : ""}`.trim();
  return { state: /^[0-9A-Z]{5}$/.test(code) ? code : null, said };
}

const wordsOf = (error: unknown): string => (error instanceof Error ? shorten(error.message, 160) : "unknown error");
