import { setTimeout } from "node:timers/promises";
import { sql, type Kysely } from "kysely";
import type { Schema } from "../schema.ts";

/** Somebody who reads meanwhile holds the write-ahead log; readers are done soon. */
const PAUSES = [0, 100, 400, 1_500] as const;

/**
 * Empties the write-ahead log: what was removed from the database still stands in it. Where it is held for longer, the
 * next time empties it, or the end of the process.
 */
export async function clearLog(db: Kysely<Schema>): Promise<void> {
  for (const pause of PAUSES) {
    if (pause > 0) await setTimeout(pause);
    if (await isCleared(db)) return;
  }
}

/** Never waits inside SQLite, where everything else would wait too. */
const isCleared = (db: Kysely<Schema>): Promise<boolean> =>
  db.connection().execute(async (connection) => {
    const before = await sql<{ readonly timeout: number }>`pragma busy_timeout`.execute(connection);
    await sql`pragma busy_timeout = 0`.execute(connection);
    try {
      const { rows } = await sql<{ readonly busy: number }>`pragma wal_checkpoint(truncate)`.execute(connection);
      return rows[0]?.busy === 0;
    } finally {
      await sql.raw(`pragma busy_timeout = ${before.rows[0]?.timeout ?? 5_000}`).execute(connection);
    }
  });
