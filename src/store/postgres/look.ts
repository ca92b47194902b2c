import { isWarning, LEAVING, TABLES, WARNINGS_SEAT, type SeenCompanion } from "../../core/companions.ts";
import { keyOf, LOCKS } from "./locks.ts";
import { PRESENT } from "./writers.ts";

/** How a companion calls its session: its server keeps 63 bytes of it. */
export const nameSession = ({ release, host }: { readonly release: string; readonly host: string }): string =>
  `${NAME} ${release} ${host}`;
const NAME = "openclaw-companion";

/** What others may not see of a session is null. */
export interface SeenRow {
  readonly pid: number;
  readonly as: string | null;
  readonly since: number | null;
  readonly quiet: number | null;
  readonly keys: readonly string[];
}

const LOOK = `with l as materialized (${LOCKS})
  select a.pid, a.application_name as "as", extract(epoch from a.backend_start) * 1000 as since,
    extract(epoch from clock_timestamp() - a.state_change) * 1000 as quiet,
    array(select l.key::text from l where l.pid = a.pid and l.key is not null) as keys
  from pg_stat_activity a where a.pid in (select pid from l where key = $1)
  order by a.backend_start, a.pid`;

/** What companions of a schema may hold: the names of seats by their locks. */
export const nameSeats = (schema: string, seats: readonly string[]): ReadonlyMap<string, string> =>
  new Map([WARNINGS_SEAT, ...seats].map((seat) => [keyOf(schema, seat), seat]));

export interface Looking {
  readonly schema: string;
  readonly names: ReadonlyMap<string, string>;
  /** The number of the session of the one that looks; null where it is none of them. */
  readonly self: number | null;
}

/** Sees the companions of a schema, those that hold something first. */
export async function seeCompanions(
  ask: (text: string, values: readonly unknown[]) => Promise<readonly SeenRow[]>,
  { schema, names, self }: Looking,
): Promise<readonly SeenCompanion[]> {
  const [tables, leaving] = [keyOf(schema, TABLES), keyOf(schema, LEAVING)];
  const rows = await ask(LOOK, [keyOf(schema, PRESENT)]);
  const seen = rows.map(({ pid, as, since, quiet, keys }): SeenCompanion => {
    const [, release = "unknown", host = "unknown"] = new RegExp(`^${NAME} (\\S+) (.+)$`).exec(as ?? "") ?? [];
    return {
      id: `${pid} ${since ?? 0}`,
      host,
      release,
      since: Math.round(since ?? 0),
      seats: keys.flatMap((key) => names.get(key) ?? []),
      isAtWork: keys.includes(tables) && !keys.includes(leaving),
      quiet: quiet === null ? null : Math.max(0, Math.round(quiet)),
      isSelf: pid === self,
    };
  });
  return seen.toSorted(
    (a, b) => Number(isWarning(b)) - Number(isWarning(a)) || Math.sign(b.seats.length) - Math.sign(a.seats.length),
  );
}
