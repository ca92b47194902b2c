import { sql } from "kysely";
import type { Instant } from "../core/time.ts";
import { ASIDE } from "./claims.ts";
import type { Engine } from "./engine.ts";

/** What grows with time, and when each row of it was. */
const DATED = [
  ["attempts", "at"],
  ["turns", "at"],
  ["retried_turns", "last_at"],
  ["rests", "until"],
  ["record_gaps", "until"],
  ["session_readings", "read_at"],
] as const;

/** What a gateway may bring as often as it likes, and by which column the newest rows of it are told. */
const CAPPED = [
  ["session_readings", "read_at"],
  ["selections", "since"],
  ["retried_turns", "last_at"],
  ["rests", "at"],
] as const;
/** Rows of each that are kept of one gateway: many times what any has. */
const MOST = 20_000;

/** Rows of a table that go at once: whoever asks something meanwhile waits for no more than that. */
const AT_ONCE = 1_000;

/** What is older than that, and what is too much. Of the gateway itself, and of others that had its name before. Resolves to whether that was all. */
export async function forgetOf({ db, row }: Engine, gateway: string, before: Instant): Promise<boolean> {
  let isAll = true;
  for (const [table, at] of CAPPED) {
    const { numAffectedRows } = await sql`
      delete from ${sql.table(table)} where ${row} in (
        select ${row} from ${sql.table(table)} where gateway = ${gateway}
        order by ${sql.ref(at)} desc limit ${AT_ONCE} offset ${MOST})`.execute(db);
    if (Number(numAffectedRows ?? 0n) === AT_ONCE) isAll = false;
  }
  for (const [table, at] of DATED) {
    const { numAffectedRows } = await sql`
      delete from ${sql.table(table)} where ${row} in (
        select ${row} from ${sql.table(table)}
        where (gateway = ${gateway} or substr(gateway, 1, ${gateway.length + ASIDE.length}) = ${gateway + ASIDE})
          and ${sql.ref(at)} < ${before}
        limit ${AT_ONCE})`.execute(db);
    if (Number(numAffectedRows ?? 0n) === AT_ONCE) isAll = false;
  }
  return isAll;
}
