import { SILENT, SURE } from "../../core/companions.ts";
import type { LedgerUnavailable } from "../../core/host-unavailable.ts";
import { SECOND } from "../../core/time.ts";
import { sleep } from "../../lib/backoff.ts";
import { isLock, keyOf } from "./locks.ts";
import { FREE, type Session } from "./session.ts";
import { say } from "../../words/say.ts";
import { unfit } from "./unavailable.ts";
import { END_ORPHANS, orphansOf, PRESENT } from "./writers.ts";

/** How long a session that is ended has for it. */
const ENDING = 2 * SECOND;
const AGAIN = 20;
/** For the difference of two clocks. */
const MARGIN = SECOND / 2;

/** Ends the companions that are not heard of, if that is still so: their right to write ends with their sessions. */
export async function endSilent(session: Session, database: string): Promise<void> {
  await allowed(
    database,
    session.ask(
      `select pg_terminate_backend(l.pid, ${ENDING}) from pg_locks l join pg_stat_activity a using (pid)
        where ${isLock("$1")} and l.pid <> pg_backend_pid()
          and clock_timestamp() - a.state_change > $2 * interval '1 millisecond'`,
      [[keyOf(session.schema, PRESENT)], SILENT],
    ),
  );
}

/**
 * What was just taken may have been another companion's until this moment. Resolves when that one can write nothing any
 * more: each that is there has been heard since, so that none of them is about to end, and the connections of those that
 * are not there have ended. What those had begun is then there as a whole, or not at all; new ones are not let in. A server that
 * has just started has ended sessions of which one may be cut off, and not know: that one finds out by itself.
 */
export async function shutOut(session: Session, database: string): Promise<void> {
  const [taken] = await session.ask<{ at: string; up: number }>(TAKEN);
  await sleep(Math.max(0, SURE + MARGIN - (taken?.up ?? 0)));
  await session.ask(`select pg_notify('${FREE}', '')`);
  await until(database, async () => {
    const [unheard] = await session.ask<{ count: number }>(UNHEARD, [
      [keyOf(session.schema, PRESENT)],
      taken?.at ?? "",
    ]);
    if (unheard?.count === 0) return true;
    await endSilent(session, database);
    return false;
  });
  await until(
    database,
    async () => (await allowed(database, session.ask(END_ORPHANS, orphansOf(session.schema)))).length === 0,
  );
}

const TAKEN = `select clock_timestamp()::text as at,
  extract(epoch from clock_timestamp() - pg_postmaster_start_time())::float8 * 1000 as up`;

const UNHEARD = `select count(*)::int as count from pg_stat_activity a
  where a.pid <> pg_backend_pid() and a.state_change <= $2::timestamptz
    and exists (select from pg_locks l where l.pid = a.pid and ${isLock("$1")})`;

async function until(database: string, isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + SILENT + ENDING;
  while (!(await isSo())) {
    if (performance.now() > end) throw unfit("locked", say("host.why-writes"), database);
    await sleep(AGAIN);
  }
}

async function allowed<T>(database: string, asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (!isForbidden(error)) throw error;
    throw unfit("locked", say("host.why-stranger"), database);
  }
}

const isForbidden = (error: unknown): error is LedgerUnavailable => {
  const cause = error instanceof Error ? error.cause : null;
  return cause instanceof Error && "code" in cause && cause.code === "42501";
};
