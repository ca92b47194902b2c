import { createHash } from "node:crypto";

/** Advisory locks are named by 64 bits. */
export const keyOf = (schema: string, name: string): string =>
  createHash("sha256").update(`openclaw-companion\n${schema}\n${name}`).digest().readBigInt64BE().toString();

/** Whether a row of `pg_locks` is about the advisory lock `key`, which is a parameter such as `$1`. */
export const isLock = (key: string): string => `(l.locktype = 'advisory' and l.granted and l.objsubid = 1
  and l.database = (select oid from pg_database where datname = current_database())
  and ((l.classid::bigint << 32) | l.objid::bigint) = ${key}::bigint)`;
