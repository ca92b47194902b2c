import type { SessionRow, Wanted } from "../core/gateway.ts";
import { formatModel, type ModelRef } from "../core/model.ts";
import { HOUR, MINUTE, type Clock, type Instant } from "../core/time.ts";
import type { Connection } from "./connection.ts";
import { MOST_SESSIONS, readSessions, type SessionList } from "./reading/sessions.ts";

/** The sessions of a gateway, and how far its list was read. */
interface Listed {
  readonly rows: readonly SessionRow[];
  readonly defaultModel: ModelRef | null;
  /** The list goes on beyond sessions that were touched last at this instant; null where it was read to its end. */
  readonly cut: Instant | null;
}

export interface SessionLister {
  read(
    wanted: Pick<Wanted, "sessions" | "touched">,
    how: { readonly tellsPins: boolean; readonly defaultAgent: () => Promise<string> },
    signal?: AbortSignal,
  ): Promise<Listed>;
}

/**
 * What is listed newest first need not be read to its end again each time; now and then it is all the same, and
 * seldom where the gateway tells how many there are: sessions that are gone show in that.
 */
const WHOLE_EVERY = { counted: 6 * HOUR, uncounted: 10 * MINUTE } as const;
/** Rows that are asked for beyond those that are known to have been touched: one that has not changed ends the list. */
const BESIDE = 2;
/** Rows that are asked for while all of those before were new. */
const STEPS = [10, 40, MOST_SESSIONS] as const;
/** Pages that are read of one list at most, … */
const MOST_PAGES = 20;
/** … and rows that are asked for at once where a release has no pages. */
const MOST_AT_ONCE = 5_000;

/** Reads the list of sessions: once as a whole, then as far as it has changed. */
export function createSessionLister(connection: Connection, clock: Clock): SessionLister {
  let known: ReadonlyMap<string, SessionRow> = new Map();
  let listed: Listed = { rows: [], defaultModel: null, cut: null };
  let readWhole: Instant | null = null;
  /** How many more there are than are known; null where the gateway does not tell. */
  let unlisted: number | null = null;

  const isUnchanged = (row: SessionRow | undefined): boolean =>
    row !== undefined && known.get(row.key)?.updatedAt === row.updatedAt;

  return {
    async read({ sessions: depth, touched = 0 }, { tellsPins, defaultAgent }, signal) {
      const ask = async (limit: number, offset: number): Promise<SessionList> => {
        const params = { limit, includeGlobal: true, ...(offset > 0 && { offset }) };
        const [reply, agent] = await Promise.all([connection.request("sessions.list", params, signal), defaultAgent()]);
        return readSessions(reply, tellsPins, agent, limit);
      };
      const now = clock();

      const readAll = async (isDue: boolean): Promise<void> => {
        const first = await ask(MOST_SESSIONS, 0);
        const rows = [...first.rows];
        let { next } = first;
        for (let page = 1; typeof next === "number" && page < MOST_PAGES; page += 1) {
          // Listed newest first: beyond one that has not changed nothing has.
          if (!isDue && isUnchanged(rows.at(-1))) break;
          const more = await ask(MOST_SESSIONS, next);
          rows.push(...more.rows);
          next = more.next;
        }
        if (next === "unknown" && (isDue || !isUnchanged(rows.at(-1)))) {
          const all = await ask(MOST_AT_ONCE, 0);
          rows.splice(0, rows.length, ...all.rows);
          next = all.next;
        }
        let { cut } = listed;
        if (next === "end" || isDue) {
          known = new Map(rows.map((row) => [row.key, row]));
          readWhole = now;
          cut = next === "end" ? null : Math.max(0, rows.at(-1)?.updatedAt ?? now);
        } else {
          known = new Map([...known, ...rows.map((row) => [row.key, row] as const)]);
        }
        unlisted = first.total === null ? null : first.total - known.size;
        listed = { rows: [...known.values()], defaultModel: first.defaultModel, cut };
      };

      /** Whether the rows that were new are known now; else the list is read as a whole. */
      const readNew = async (): Promise<boolean> => {
        const first = touched + BESIDE;
        for (const limit of [first, ...STEPS.filter((step) => step > first)]) {
          const { rows, defaultModel, next, total } = await ask(limit, 0);
          if (next !== "end" && !isUnchanged(rows.at(-1))) continue;
          const changed = rows.filter((row) => !isSame(known.get(row.key), row));
          const all =
            changed.length === 0 ? known : new Map([...known, ...changed.map((row) => [row.key, row] as const)]);
          // Some are gone: a list that ends here names every session there is, and a count counts them.
          if (next === "end" && rows.length < all.size) return false;
          if (total !== null && total - all.size !== unlisted) return false;
          if (all !== known) listed = { ...listed, rows: [...all.values()] };
          known = all;
          if (!isSameModel(defaultModel, listed.defaultModel)) listed = { ...listed, defaultModel };
          return true;
        }
        return false;
      };

      const every = unlisted === null ? WHOLE_EVERY.uncounted : WHOLE_EVERY.counted;
      const isDue = readWhole === null || now - readWhole >= every || now < readWhole;
      if (depth === "all" || isDue) await readAll(isDue);
      else if (depth === "new" && !(await readNew())) await readAll(true);
      return listed;
    },
  };
}

const isSameModel = (a: ModelRef | null, b: ModelRef | null): boolean =>
  a === null || b === null ? a === b : formatModel(a) === formatModel(b);

/** Rows are small and flat. */
const isSame = (a: SessionRow | undefined, b: SessionRow): boolean =>
  a !== undefined && JSON.stringify(a) === JSON.stringify(b);
