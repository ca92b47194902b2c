import { sql } from "kysely";
import type { EvidenceStore, ReadMarks } from "../core/ledger.ts";
import type { Engine } from "./engine.ts";
import { toValue } from "./values.ts";

/** Sessions in one statement. */
const AT_ONCE = 500;

/** What a gateway's row says of how far its log was read. */
const LOG = ["log_file", "log_cursor", "log_next", "log_next_at", "log_since"] as const;

/** What stands in a gateway's row before its record was read. */
export const NOTHING_READ = {
  log_file: null,
  log_cursor: null,
  log_next: null,
  log_next_at: null,
  log_since: null,
} as const;

const toNext = (cursor: number | null, at: number | null): ReadMarks["logNext"] =>
  cursor === null || at === null ? null : { cursor, at };

/** How far a record was read. */
export function createMarkStore({ db, each }: Engine): Pick<EvidenceStore, "marks" | "saveMarks"> {
  const readLog = (gateway: string) =>
    db.selectFrom("readings").select(LOG).where("gateway", "=", gateway).executeTakeFirst();
  const sessionsOf = (gateway: string) => db.selectFrom("session_readings").selectAll().where("gateway", "=", gateway);

  return {
    async marks(gateway) {
      const log = await readLog(gateway);
      const rows = await sessionsOf(gateway).execute();
      const sessions = new Map(
        rows.map((row) => [
          row.session,
          { updatedAt: row.updated_at, readAt: row.read_at, isAtRest: row.at_rest === 1 },
        ]),
      );
      return {
        logFile: log?.log_file ?? null,
        logCursor: log?.log_cursor ?? null,
        logNext: toNext(log?.log_next ?? null, log?.log_next_at ?? null),
        logSince: log?.log_since ?? null,
        sessions,
      };
    },

    async saveMarks(gateway, marks) {
      const log = {
        log_file: marks.logFile,
        log_cursor: marks.logCursor,
        log_next: marks.logNext?.cursor ?? null,
        log_next_at: marks.logNext?.at ?? null,
        log_since: marks.logSince,
      };
      const known = await readLog(gateway);
      const isLogNew = LOG.some((column) => known?.[column] !== log[column]);

      const named = JSON.stringify([...marks.sessions.keys()].map((session) => [toValue(session)]));
      const there = await sessionsOf(gateway)
        .where(sql<boolean>`session in (select value ->> 0 from ${each(named)})`)
        .execute();
      const kept = new Map(there.map((row) => [row.session, row]));
      const rows = [...marks.sessions].flatMap(([session, { updatedAt, readAt, isAtRest }]) => {
        const row = kept.get(session);
        const next = { gateway, session, updated_at: updatedAt, read_at: readAt, at_rest: Number(isAtRest) };
        const isKept = row?.updated_at === updatedAt && row.read_at === readAt && row.at_rest === next.at_rest;
        return isKept ? [] : [next];
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
                at_rest: eb.ref("excluded.at_rest"),
              })),
            )
            .execute();
      });
    },
  };
}
