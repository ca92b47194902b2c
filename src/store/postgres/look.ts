import { isServing, SERVICE_SEAT, type SeenCompanion } from "../../core/companions.ts";
import { keyOf, LOCKS } from "./locks.ts";
import { PRESENT } from "./writers.ts";

/** How a companion calls its session: its server keeps 63 bytes of it. */
export const nameSession = ({ release, host }: { readonly release: string; readonly host: string }): string =>
  `${NAME} ${release} ${host}`;
const NAME = "openclaw-companion";

/** Whoever uses the tables holds it beside the others; whoever changes them, alone. */
export const TABLES = "tables";

/** What others may not see of a session is null. */
export interface SeenRow {
  readonly pid: number;
  readonly as: string | null;
  readonly since: number | null;
  readonly quiet: number | null;
  readonly keys: readonly string[];
}

/** Who holds something may be none of the companions: a terminal that serves beside them. */
const LOOK = `with l as materialized (${LOCKS})
  select a.pid, a.application_name as "as", extract(epoch from a.backend_start) * 1000 as since,
    extract(epoch from clock_timestamp() - a.state_change) * 1000 as quiet,
    array(select l.key::text from l where l.pid = a.pid and l.key is not null) as keys
  from pg_stat_activity a where a.pid in (select pid from l where key = any($1::bigint[]))
  order by a.backend_start, a.pid`;

/** What companions of a schema may hold: the names of seats by their locks. */
export const nameSeats = (schema: string, seats: readonly string[]): ReadonlyMap<string, string> =>
  new Map([SERVICE_SEAT, ...seats].map((seat) => [keyOf(schema, seat), seat]));

export interface Looking {
  readonly schema: string;
  readonly names: ReadonlyMap<string, string>;
  /** The session of the one that looks. */
  readonly self: { readonly pid: number; readonly servesSince: number | null } | null;
}

/** Sees the companions of a schema, those that hold something first. */
export async function seeCompanions(
  ask: (text: string, values: readonly unknown[]) => Promise<readonly SeenRow[]>,
  { schema, names, self }: Looking,
): Promise<readonly SeenCompanion[]> {
  const tables = keyOf(schema, TABLES);
  const rows = await ask(LOOK, [[PRESENT, SERVICE_SEAT].map((name) => keyOf(schema, name))]);
  const seen = rows.map(({ pid, as, since, quiet, keys }): SeenCompanion => {
    const [, release = "unknown", host = "unknown"] = new RegExp(`^${NAME} (\\S+) (.+)$`).exec(as ?? "") ?? [];
    const isSelf = pid === self?.pid;
    return {
      id: `${pid} ${since ?? 0}`,
      host,
      release,
      since: Math.round(since ?? 0),
      servesSince: isSelf ? (self?.servesSince ?? null) : null,
      seats: keys.flatMap((key) => names.get(key) ?? []),
      isAtWork: keys.includes(tables),
      quiet: quiet === null ? null : Math.max(0, Math.round(quiet)),
      isSelf,
    };
  });
  return seen.toSorted(
    (a, b) => Number(isServing(b)) - Number(isServing(a)) || Math.sign(b.seats.length) - Math.sign(a.seats.length),
  );
}
