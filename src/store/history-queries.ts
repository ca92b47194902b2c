import { sql, type Kysely } from "kysely";
import type { Judgement } from "../core/evidence.ts";
import type { Bucket, HistoryQueries, Recorded, RepairOutcome, Served, Span, Tally } from "../core/history.ts";
import { startOf } from "../core/history.ts";
import type { GatewayId } from "../core/gateway.ts";
import type { Schema } from "./schema.ts";
import { ATTEMPTS, countable, TURNS, whole } from "./sums.ts";

/** One row of the answer, whatever it tells of; `bucket` is null for what is no count. */
interface Row {
  readonly kind: string;
  readonly bucket: number | null;
  readonly provider: string | null;
  readonly model: string | null;
  readonly count: number;
  readonly fallbacks: number;
  readonly unknown: number;
  readonly first: number | null;
  readonly last: number | null;
}

const OUTCOMES: readonly RepairOutcome[] = ["fixed", "reverted", "undone", "unclear"];

/** Counts in the database, in one statement: only one row a bucket and model comes back. */
export const createHistoryQueries = (db: Kysely<Schema>): HistoryQueries => ({
  async history(gateway, span) {
    return toRecorded(gateway, span, await ask(db, gateway, span));
  },
});

const nothing = <T>() => sql<T | null>`null`;

/** A union joins columns by position: all four parts list them in the order kind, bucket, model, tally, fallbacks, unknown. */
function ask(db: Kysely<Schema>, gateway: GatewayId, span: Span): Promise<readonly Row[]> {
  const { from, to, step, count } = span;
  const edges = Array.from({ length: count }, (_, index) => startOf(span, index));
  const bucket = sql<number | null>`(last_at - ${whole(to - count * step)} - 1) / ${whole(step)}`.as("bucket");
  const turns = db
    .selectFrom(countable(TURNS, gateway, span, edges).as<"counted">(sql.ref("counted")))
    .select([sql<string>`'turn'`.as("kind"), bucket, nullIfEmpty("provider"), nullIfEmpty("model"), ...TALLY])
    .select([judgedAs("fallback").as("fallbacks"), judgedAs("unknown").as("unknown")])
    .groupBy(["bucket", "provider", "model"]);
  const attempts = db
    .selectFrom(countable(ATTEMPTS, gateway, span, edges).as<"counted">(sql.ref("counted")))
    .select([sql<string>`'unauthorized'`.as("kind"), bucket, ...NOBODY, ...TALLY, ...NONE])
    .where(sql<boolean>`kind = 'unauthorized'`)
    .groupBy("bucket");
  const repairs = db
    .selectFrom("repair_events")
    .innerJoin("repairs", "repairs.id", "repair_events.repair")
    .select(["event as kind", nothing<number>().as("bucket"), ...NOBODY, ...instant(sql<number>`at`), ...NONE])
    .where("repairs.gateway", "=", gateway)
    .where("at", ">", from)
    .where("at", "<=", to)
    .where("event", "in", OUTCOMES);
  const since = db
    .selectFrom("readings")
    .select([sql<string>`'since'`.as("kind"), nothing<number>().as("bucket"), ...NOBODY])
    .select([...instant(sql<number | null>`record_since`), ...NONE])
    .where("gateway", "=", gateway);
  return turns.unionAll(attempts).unionAll(repairs).unionAll(since).execute();
}

const instant = (at: ReturnType<typeof sql<number | null>>) =>
  [sql<number>`1`.as("count"), at.as("first"), at.as("last")] as const;

const TALLY = [
  sql<number>`sum(count)`.as("count"),
  sql<number | null>`min(first_at)`.as("first"),
  sql<number | null>`max(last_at)`.as("last"),
] as const;
const nullIfEmpty = <N extends string>(name: N) => sql<string | null>`nullif(${sql.ref(name)}, '')`.as(name);
const NOBODY = [nothing<string>().as("provider"), nothing<string>().as("model")] as const;
const NONE = [sql<number>`0`.as("fallbacks"), sql<number>`0`.as("unknown")] as const;
const judgedAs = (word: Judgement) =>
  sql<number>`coalesce(sum(case when judged = ${sql.lit(word)} then count else 0 end), 0)`;

function toRecorded(gateway: GatewayId, span: Span, rows: readonly Row[]): Recorded {
  const inBuckets = Map.groupBy(rows, ({ bucket }) => bucket);
  return {
    gateway,
    span,
    buckets: Array.from({ length: span.count }, (_, index) => toBucket(inBuckets.get(index) ?? [])),
    repairs: rows
      .flatMap(({ kind, first }) => {
        const outcome = OUTCOMES.find((one) => one === kind);
        return outcome !== undefined && first !== null ? [{ at: first, outcome }] : [];
      })
      .toSorted((a, b) => a.at - b.at),
    recordSince: rows.find(({ kind }) => kind === "since")?.first ?? null,
  };
}

function toBucket(rows: readonly Row[]): Bucket {
  const unauthorized = rows.find(({ kind }) => kind === "unauthorized");
  const exhausted = rows.find(({ kind, model }) => kind === "turn" && model === null);
  return {
    served: rows.flatMap(toServed),
    unauthorized: unauthorized ? toTally(unauthorized) : null,
    exhausted: exhausted ? toTally(exhausted) : null,
  };
}

function toServed(row: Row): readonly Served[] {
  const { kind, provider, model, fallbacks, unknown } = row;
  if (kind !== "turn" || provider === null || model === null) return [];
  return [{ ...toTally(row), model: { provider, model }, fallbacks, unknown }];
}

const toTally = ({ count, first, last }: Row): Tally => ({ count, firstAt: first ?? 0, lastAt: last ?? 0 });
