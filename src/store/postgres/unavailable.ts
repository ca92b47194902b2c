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

/** Names why a database cannot be used. `name`: of its address. Never shows a password. */
export function toUnavailable(error: unknown, name: string): LedgerUnavailable {
  if (error instanceof LedgerUnavailable) return error;
  // Where several addresses of one name were tried, the first of them speaks.
  if (error instanceof AggregateError && error.errors.length > 0) return toUnavailable(error.errors[0], name);
  const trouble = readTrouble(error);
  return ledgerUnavailable(trouble, name, SENTENCES[trouble]({ name, why: wordsOf(error) }), error);
}

/** `why`: what it has, or is, that does not fit. */
export const unfit = (
  trouble: "newer" | "older" | "too-old" | "read-only" | "refused" | "locked",
  why: Message,
  name: string,
): LedgerUnavailable => ledgerUnavailable(trouble, name, SENTENCES[trouble]({ name, why }));

const SENTENCES: Readonly<Record<DatabaseTrouble, (values: { readonly name: string; readonly why: Text }) => Message>> =
  {
    newer: (values) => say("host.db-newer", values),
    older: (values) => say("host.db-older", values),
    "too-old": (values) => say("host.db-too-old", values),
    "read-only": (values) => say("host.db-read-only", values),
    full: (values) => say("host.db-full", values),
    locked: (values) => say("host.db-locked", values),
    limit: (values) => say("host.db-limit", values),
    unreachable: (values) => say("host.db-unreachable", values),
    refused: (values) => say("host.db-refused", values),
    unusable: (values) => say("host.db-unusable", values),
  };

function readTrouble(error: unknown): DatabaseTrouble {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const state = /^[0-9A-Z]{5}$/.test(code) && BY_STATE.find(([start]) => code.startsWith(start));
  if (state) return state[1];
  const said = `${code} ${error instanceof Error ? error.message : ""}`.trim();
  return BY_WORD.find(([word]) => word.test(said))?.[1] ?? "unusable";
}

const wordsOf = (error: unknown): string => (error instanceof Error ? shorten(error.message, 160) : "unknown error");
