import { createHash } from "node:crypto";

/** Advisory locks are named by 64 bits. */
export const keyOf = (schema: string, name: string): string =>
  createHash("sha256").update(`openclaw-companion\n${schema}\n${name}`).digest().readBigInt64BE().toString();

/** What an advisory lock of `pg_locks` is named by. */
export const KEY = "((l.classid::bigint << 32) | l.objid::bigint)";

/** Whether a row of `pg_locks` is about an advisory lock among `keys`, which is a parameter such as `$1`. */
export const isLock = (keys: string): string => `(l.locktype = 'advisory' and l.granted and l.objsubid = 1
  and l.database = (select oid from pg_database where datname = current_database())
  and ${KEY} = any(${keys}::bigint[]))`;
