import { sql } from "kysely";
import type { EvidenceStore } from "../core/ledger.ts";
import type { Engine } from "./engine.ts";
import { toValue } from "./values.ts";

/** Sessions in one statement. */
const AT_ONCE = 500;

/** How far a record was read. */
export function createMarkStore({ db, each }: Engine): Pick<EvidenceStore, "marks" | "saveMarks"> {
  const readLog = (gateway: string) =>
    db
      .selectFrom("readings")
      .select(["log_file", "log_cursor", "log_since"])
      .where("gateway", "=", gateway)
      .executeTakeFirst();
  const sessionsOf = (gateway: string) => db.selectFrom("session_readings").selectAll().where("gateway", "=", gateway);

  return {
    async marks(gateway) {
      const log = await readLog(gateway);
      const rows = await sessionsOf(gateway).execute();
      const sessions = new Map(rows.map((row) => [row.session, { updatedAt: row.updated_at, readAt: row.read_at }]));
      return {
        logFile: log?.log_file ?? null,
        logCursor: log?.log_cursor ?? null,
        logSince: log?.log_since ?? null,
        sessions,
      };
    },

    async saveMarks(gateway, marks) {
      const log = { log_file: marks.logFile, log_cursor: marks.logCursor, log_since: marks.logSince };
      const known = await readLog(gateway);
      const isLogNew =
        known === undefined ||
        known.log_file !== log.log_file ||
        known.log_cursor !== log.log_cursor ||
        known.log_since !== log.log_since;

      const named = JSON.stringify([...marks.sessions.keys()].map((session) => [toValue(session)]));
      const there = await sessionsOf(gateway)
        .where(sql<boolean>`session in (select value ->> 0 from ${each(named)})`)
        .execute();
      const kept = new Map(there.map((row) => [row.session, row]));
      const rows = [...marks.sessions].flatMap(([session, { updatedAt, readAt }]) => {
        const row = kept.get(session);
        const isKept = row?.updated_at === updatedAt && row.read_at === readAt;
        return isKept ? [] : [{ gateway, session, updated_at: updatedAt, read_at: readAt }];
      });
      if (!isLogNew && rows.length === 0) return;

      await db.transaction().execute(async (tx) => {
        if (isLogNew)
          await tx
            .insertInto("readings")
            .values({ gateway, ...log, record_since: null, identity: null, address: null })
            .onConflict((conflict) => conflict.column("gateway").doUpdateSet(log))
            .execute();
        for (let from = 0; from < rows.length; from += AT_ONCE)
          await tx
            .insertInto("session_readings")
            .values(rows.slice(from, from + AT_ONCE))
            .onConflict((conflict) =>
              conflict.columns(["gateway", "session"]).doUpdateSet((eb) => ({
                updated_at: eb.ref("excluded.updated_at"),
                read_at: eb.ref("excluded.read_at"),
              })),
            )
            .execute();
      });
    },
  };
}
