import { createHash } from "node:crypto";

/** Advisory locks are named by 64 bits. */
export const keyOf = (schema: string, name: string): string => digestOf(schema, name).readBigInt64BE().toString();

/** … or by a class and a number, of 32 bits each. */
export const classOf = (schema: string, name: string): number => digestOf(schema, name).readUInt32BE() & 0x7fffffff;

const digestOf = (schema: string, name: string): Buffer =>
  createHash("sha256").update(`openclaw-companion\n${schema}\n${name}`).digest();

/** What an advisory lock of `pg_locks` is named by. */
const KEY = "((l.classid::bigint << 32) | l.objid::bigint)";

const HERE = `l.locktype = 'advisory' and l.granted
  and l.database = (select oid from pg_database where datname = current_database())`;

/** Whether a row of `pg_locks` is about an advisory lock among `keys`, which is a parameter such as `$1`. */
export const isLock = (keys: string): string => `(${HERE} and l.objsubid = 1 and ${KEY} = any(${keys}::bigint[]))`;

/** All advisory locks of this database, as they stand in one moment; `key` is null of those that have a class. */
export const LOCKS = `select l.pid, l.classid, l.objid, l.objsubid, case when l.objsubid = 1 then ${KEY} end as key
  from pg_locks l where ${HERE}`;
