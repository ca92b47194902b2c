import type { SessionRow } from "../core/gateway.ts";
import { MINUTE, type Clock, type Instant } from "../core/time.ts";
import type { Connection } from "./connection.ts";
import { MOST_SESSIONS, readSessions, type SessionList } from "./reading/sessions.ts";

/** The sessions of a gateway, and how far its list was read. */
interface Listed {
  readonly rows: readonly SessionRow[];
  readonly defaultModel: SessionList["defaultModel"];
  /** The list goes on beyond sessions that were touched last at this instant; null where it was read to its end. */
  readonly cut: Instant | null;
}

export interface SessionLister {
  read(tellsPins: boolean, defaultAgent: string, signal?: AbortSignal): Promise<Listed>;
}

/** What is listed newest first need not be read to its end again each time; now and then it is all the same. */
const WHOLE_EVERY = 10 * MINUTE;
/** Pages that are read of one list at most, … */
const MOST_PAGES = 20;
/** … and rows that are asked for at once where a release has no pages. */
const MOST_AT_ONCE = 5_000;

/** Reads the list of sessions: once as a whole, then as far as it has changed. */
export function createSessionLister(connection: Connection, clock: Clock): SessionLister {
  let known: ReadonlyMap<string, SessionRow> = new Map();
  let readWhole: Instant | null = null;
  let cut: Instant | null = null;

  return {
    async read(tellsPins, defaultAgent, signal) {
      const ask = async (limit: number, offset: number): Promise<SessionList> => {
        const params = { limit, includeGlobal: true, ...(offset > 0 && { offset }) };
        return readSessions(await connection.request("sessions.list", params, signal), tellsPins, defaultAgent, limit);
      };
      const isUnchanged = (row: SessionRow | undefined): boolean =>
        row !== undefined && known.get(row.key)?.updatedAt === row.updatedAt;
      const now = clock();
      const isDue = readWhole === null || now - readWhole >= WHOLE_EVERY;
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
      if (next === "end" || isDue) {
        known = new Map(rows.map((row) => [row.key, row]));
        readWhole = now;
        cut = next === "end" ? null : Math.max(0, rows.at(-1)?.updatedAt ?? now);
      } else {
        known = new Map([...known, ...rows.map((row) => [row.key, row] as const)]);
      }
      return { rows: [...known.values()], defaultModel: first.defaultModel, cut };
    },
  };
}
