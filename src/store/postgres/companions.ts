import { isSilent, LEAVING, type CompanionNews, type Membership, type SeenCompanion } from "../../core/companions.ts";
import type { DatabaseAddress } from "../../core/store.ts";
import { SECOND } from "../../core/time.ts";
import { shareLook } from "../../lib/shared-look.ts";
import { endSilent, shutOut } from "./fence.ts";
import { keyOf } from "./locks.ts";
import { nameSeats, nameSession, seeCompanions, type SeenRow } from "./look.ts";
import { NEWS, readNews, writeNews } from "./news.ts";
import { FREE, openSession } from "./session.ts";
import { useTables } from "./tables.ts";
import { PRESENT } from "./writers.ts";

/** Those who look for seats of gateways and for duties look each second: so long one look serves both. */
const MOMENT = SECOND / 2;

const LEAVE = "select pg_advisory_lock_shared($1)";

/** This companion, as the others see it. */
export interface Introduced {
  readonly host: string;
  readonly release: string;
  /** What it and the others may hold, by its names. */
  readonly seats: readonly string[];
}

/**
 * Joins the companions that share a database. Nothing is written for it: its server knows which session holds which
 * locks, and when it was heard last, whatever release made the tables. Rejects with `LedgerUnavailable`.
 */
export async function joinCompanions(address: DatabaseAddress, own: Introduced): Promise<Membership> {
  const session = await openSession(address, nameSession(own));
  const { id, schema, lost, isSure, ask, end } = session;
  const names = nameSeats(schema, own.seats);
  const wakes = new Set<() => void>();
  const listeners = new Set<(news: CompanionNews) => void>();
  /** Those who look for gateways and those who look for duties both end: one of them says so. */
  let left: Promise<unknown> | null = null;
  const see = (): Promise<readonly SeenCompanion[]> =>
    seeCompanions((text, values) => ask<SeenRow>(text, values), { schema, names, self: id.pid });
  const { look: all, forget } = shareLook(see, MOMENT, () => performance.now());
  const takeFree: Membership["takeFree"] = async (wanted) => {
    const taken = await session.holdAll(wanted);
    if (taken.size === 0) return taken;
    try {
      await shutOut(session, address.name);
      return taken;
    } catch (error) {
      await session.letGo([...taken.keys()]);
      throw error;
    }
  };
  try {
    await ask("select pg_advisory_lock_shared($1)", [keyOf(schema, PRESENT)]);
    await session.listen(FREE, () => {
      forget();
      // Whoever has taken something waits until everybody was heard.
      void ask("select 1").catch(() => {});
      for (const wake of wakes) wake();
    });
    await session.listen(NEWS, (said) => {
      const news = readNews(said, schema);
      if (news !== null) for (const hear of listeners) hear(news);
    });
  } catch (error) {
    await end();
    throw error;
  }
  return {
    lost,
    session: id,
    isSure,
    hold: session.hold,
    holdAll: session.holdAll,
    letGo: session.letGo,
    // Whose session has ended has left.
    leave: async () => void (await (left ??= ask(LEAVE, [keyOf(schema, LEAVING)]).catch(() => {}))),
    all,
    use: (open) => useTables(session, address, open),
    async endSilent(seen) {
      const silent = seen.filter(isSilent);
      if (silent.length === 0) return silent;
      await endSilent(session, address.name);
      forget();
      return silent;
    },
    takeFree,
    onFree: (listener) => void wakes.add(listener),
    wake: async () => void (await ask(`select pg_notify('${FREE}', '')`)),
    onNews: (listener) => void listeners.add(listener),
    tell: async (news) => void (await ask("select pg_notify($1, $2)", [NEWS, writeNews(news, schema)])),
    [Symbol.asyncDispose]: end,
  };
}
