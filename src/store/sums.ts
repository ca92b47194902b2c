import { sql, type RawBuilder } from "kysely";
import type { Instant } from "../core/time.ts";

/** Tables that are filled from the rows of others, as those are written. */
export const SUMS = ["turn_sums", "turn_kinds", "attempt_sums"] as const;

/** Milliseconds that are counted together, as the migration has it. */
export const SLOT = 900_000;

/** The first quarter of an hour that lies after an instant as a whole. */
export const sumsAfter = (at: Instant): number => slotOf(at) + 1;

const slotOf = (at: Instant): number => Math.floor(at / SLOT);

/** Parameters arrive without a type, or as floating point; only whole numbers are divided without a rest. */
export const whole = (value: number) => sql<number>`cast(${value} as bigint)`;

/** What is counted: the table, its sums, and the columns that are looked at. */
export interface Counted {
  readonly table: "turns" | "attempts";
  readonly sums: "turn_sums" | "attempt_sums";
  /** By name: how a row says it, of the table or of its sums, which is called `t`. */
  readonly columns: Readonly<Record<string, RawBuilder<unknown>>>;
}

export const TURNS: Counted = {
  table: "turns",
  sums: "turn_sums",
  columns: {
    judged: sql`coalesce(t.judged, '')`,
    provider: sql`coalesce(t.provider, '')`,
    model: sql`coalesce(t.model, '')`,
  },
};
export const ATTEMPTS: Counted = {
  table: "attempts",
  sums: "attempt_sums",
  columns: {
    kind: sql`case when t.ended_by = 'gateway' then 'local' when t.status = 401 then 'unauthorized' else 'other' end`,
  },
};
/** All that tells one failure from another. Sums have no nothing where it would tell rows apart. */
export const FAILURE_KIND: Counted["columns"] = {
  agent: sql`nullif(t.agent, '')`,
  entry: sql`nullif(t.entry, '')`,
  ...Object.fromEntries(
    ["provider", "model", "ended_by", "reason", "status", "message", "said", "scopes"].map((name) => [
      name,
      sql.ref(`t.${name}`),
    ]),
  ),
};
export const FAILURES: Counted = { ...ATTEMPTS, columns: { ...FAILURE_KIND, until: sql`nullif(t.until, 0)` } };

/**
 * Rows of a gateway after `from` and up to `to` for counting: sums where all rows of a quarter of an hour lie on the
 * same side of every one of `edges`, and the rows themselves where not. Of each: the columns, `count`, `first_at` and
 * `last_at`; an edge itself belongs to what is before it.
 */
export function countable(
  { table, sums, columns }: Counted,
  gateway: string,
  { from, to }: { readonly from: Instant; readonly to: Instant | null },
  edges: readonly Instant[],
): RawBuilder<unknown> {
  const cut = new Set([from, ...edges, ...(to === null ? [] : [to])].map(slotOf));
  const values = sql.join(Object.values(columns));
  const named = sql.join(Object.entries(columns).map(([name, value]) => sql`${value} as ${sql.ref(name)}`));
  const last = to === null ? sql`` : sql`and t.at <= ${to}`;
  const lastSlot = to === null ? sql`` : sql`and t.slot < ${slotOf(to)}`;
  const rows = toStretches(cut).map(
    ([first, after]) => sql`
      select ${values}, 1, t.at, t.at from ${sql.table(table)} as t
      where t.gateway = ${gateway} and t.at >= ${Math.max(first * SLOT, from + 1)} and t.at < ${after * SLOT} ${last}`,
  );
  return sql`(
    select ${named}, t.count, t.first_at, t.last_at from ${sql.table(sums)} as t
      where t.gateway = ${gateway} and t.slot > ${slotOf(from)} ${lastSlot} and t.slot not in (${sql.join([...cut])})
    union all ${sql.join(rows, sql` union all `)})`;
}

/** Neighbours together: from a slot up to one that is not in it any more. */
function toStretches(slots: ReadonlySet<number>): readonly (readonly [first: number, after: number])[] {
  const firsts = [...slots].filter((slot) => !slots.has(slot - 1));
  return firsts.map((first) => {
    let after = first + 1;
    while (slots.has(after)) after += 1;
    return [first, after];
  });
}
