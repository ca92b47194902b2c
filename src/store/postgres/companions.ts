import { SEATS, type Membership, type SeenCompanion, type Seat, type Taken } from "../../core/companions.ts";
import type { DatabaseAddress } from "../../core/store.ts";
import { SECOND } from "../../core/time.ts";
import { sleep } from "../../lib/backoff.ts";
import { isLock, KEY, keyOf } from "./locks.ts";
import { openSession, type Session } from "./session.ts";
import { unfit } from "./unavailable.ts";
import { WRITERS } from "./writers.ts";

/** Whoever is not heard of for so long is ended by whoever waits for its seat. */
const SILENT = 10 * SECOND;
/** How long a session that is ended has for it. */
const ENDING = 2 * SECOND;

/** Every companion holds it, beside the others. */
const PRESENT = "companions";

/** This companion, as the others see it. */
export interface Introduced {
  readonly host: string;
  readonly release: string;
}

/**
 * Joins the companions that share a database. Nothing is written for it: its server knows which session holds which
 * locks, and when it was heard last, whatever release made the tables. Rejects with `LedgerUnavailable`.
 */
export async function joinCompanions(address: DatabaseAddress, { host, release }: Introduced): Promise<Membership> {
  // Its server keeps 63 bytes of it.
  const session = await openSession(address, `${NAME} ${release} ${host}`);
  const { id, schema, lost, isSure, ask, hold, end } = session;
  const all = (): Promise<readonly SeenCompanion[]> =>
    seeCompanions((text, values) => ask<SeenRow>(text, values), { schema, self: { pid: id.pid, servesSince: null } });
  try {
    await ask("select pg_advisory_lock_shared($1)", [keyOf(schema, PRESENT)]);
  } catch (error) {
    await end();
    throw error;
  }
  return {
    lost,
    session: id,
    isSure,
    hold,
    all,
    async take(seat): Promise<Taken> {
      const before = (await all()).find(({ seats }) => seats.includes(seat)) ?? null;
      const isSilent = before !== null && (before.quiet ?? 0) > SILENT;
      if (isSilent) await endSilent(session, seat, address.name);
      const held = await hold(seat);
      if (held === null) return { state: "taken", by: before };
      try {
        await endWriters(session, address.name);
        return { state: "held", held, from: isSilent ? before : null };
      } catch (error) {
        await held.letGo();
        throw error;
      }
    },
    onFree: (listener) => session.onFree(listener),
    [Symbol.asyncDispose]: end,
  };
}

const NAME = "openclaw-companion";

/** What others may not see of a session is null. */
export interface SeenRow {
  readonly pid: number;
  readonly as: string | null;
  readonly since: number | null;
  readonly quiet: number | null;
  readonly keys: readonly string[];
}

/** Who holds something may be one that is too old to be among the companions. */
const LOOK = `select a.pid, a.application_name as "as", extract(epoch from a.backend_start) * 1000 as since,
    extract(epoch from clock_timestamp() - a.state_change) * 1000 as quiet,
    array(select ${KEY}::text from pg_locks l where l.pid = a.pid and ${isLock("$1")}) as keys
  from pg_stat_activity a where exists (select from pg_locks l where l.pid = a.pid and ${isLock("$1")})
  order by a.backend_start`;

/** Sees the companions of a schema, those that hold something first. `self`: the session of the one that looks. */
export async function seeCompanions(
  ask: (text: string, values: readonly unknown[]) => Promise<readonly SeenRow[]>,
  of: { readonly schema: string; readonly self: { readonly pid: number; readonly servesSince: number | null } | null },
): Promise<readonly SeenCompanion[]> {
  const seats = new Map<string, Seat>(SEATS.map((seat) => [keyOf(of.schema, seat), seat]));
  const rows = await ask(LOOK, [[keyOf(of.schema, PRESENT), ...seats.keys()]]);
  const seen = rows.map(({ pid, as, since, quiet, keys }): SeenCompanion => {
    const [, release = "unknown", host = "unknown"] = new RegExp(`^${NAME} (\\S+) (.+)$`).exec(as ?? "") ?? [];
    const isSelf = pid === of.self?.pid;
    return {
      host,
      release,
      since: Math.round(since ?? 0),
      servesSince: isSelf ? (of.self?.servesSince ?? null) : null,
      seats: keys.flatMap((key) => seats.get(key) ?? []),
      quiet: quiet === null ? null : Math.max(0, Math.round(quiet)),
      isSelf,
    };
  });
  return seen.toSorted((a, b) => b.seats.length - a.seats.length);
}

/** Ends who holds the seat and is not heard of, if that is still so: its right to write ends with its session. */
async function endSilent(session: Session, seat: Seat, database: string): Promise<void> {
  await allowed(
    database,
    session.ask(
      `select pg_terminate_backend(l.pid, ${ENDING}) from pg_locks l join pg_stat_activity a using (pid)
        where ${isLock("$1")} and clock_timestamp() - a.state_change > $2 * interval '1 millisecond'`,
      [[keyOf(session.schema, seat)], SILENT],
    ),
  );
}

/**
 * Ends what is left of connections by which a former holder wrote, and waits until they have ended: what they had begun
 * is then there as a whole, or not at all. New ones are not let in any more, since the seat is not theirs.
 */
async function endWriters(session: Session, database: string): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1) {
    const ended = session.ask(`select pg_terminate_backend(l.pid) from pg_locks l where ${isLock("$1")}`, [
      [keyOf(session.schema, WRITERS)],
    ]);
    if ((await allowed(database, ended)).length === 0) return;
    await sleep(ENDING / 20);
  }
  throw unfit("locked", "a former companion goes on writing", database);
}

async function allowed<T>(database: string, asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    const cause = error instanceof Error ? error.cause : null;
    if (!(cause instanceof Error && "code" in cause && cause.code === "42501")) throw error;
    const why = "another user's companion is not heard of and may not be ended; give all of them the same user";
    throw unfit("locked", why, database);
  }
}
