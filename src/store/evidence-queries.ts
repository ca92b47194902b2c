import { sql, type Kysely, type RawBuilder, type Selectable } from "kysely";
import type { Counts, FailedAttempt } from "../core/evidence.ts";
import { FAILURE_REASONS, type FailureFacts, type FailureReason } from "../core/failure.ts";
import type { EvidenceQueries } from "../core/ledger.ts";
import { WINDOWS, type Instant, type PerWindow } from "../core/time.ts";
import { readAnswering, readLastTurns, readSideTurns } from "./answering.ts";
import type { Schema } from "./schema.ts";
import { ATTEMPTS, countable, FAILURE_KIND, FAILURES, TURNS, type Counted } from "./sums.ts";
import { createGatewayChanges } from "./gateway-changes.ts";
import { createRests } from "./rests.ts";
import { readRouteChanges } from "./route-changes.ts";
import { readImpact, readSpent } from "./impact.ts";

export function createEvidenceQueries(db: Kysely<Schema>): EvidenceQueries {
  return {
    async counts(gateway, now) {
      const edges = WINDOWS.map(({ length }) => now - length);
      const of = (counted: Counted, kind: RawBuilder<string>) => {
        const rows = countable(counted, gateway, { from: Math.min(...edges), to: null }, edges);
        return sql<Sums>`select ${kind} as kind, ${sql.join(perWindow(now))} from ${rows} as counted group by 1`;
      };
      const attempts = await of(ATTEMPTS, sql`kind`).execute(db);
      const turns = await of(TURNS, sql`case when model = '' then 'exhausted' else judged end`).execute(db);
      return toCounts(turns.rows, attempts.rows);
    },

    answering: (gateway) => readAnswering(db, gateway),
    lastTurns: (gateway) => readLastTurns(db, gateway),
    impactSince: (gateway, since) => readImpact(db, gateway, since),
    spentSince: (gateway, since) => readSpent(db, gateway, since),
    ...createGatewayChanges(db),
    ...createRests(db),
    sideTurns: (gateway, since) => readSideTurns(db, gateway, since),
    routeChanges: (gateway, since) => readRouteChanges(db, gateway, since),

    async lastServed(gateway) {
      const rows = await db
        .selectFrom("turn_kinds")
        .select(["agent", "provider", "model", "wish"])
        .select(({ fn }) => fn.max("last_at").as("at"))
        .where("gateway", "=", gateway)
        .where("model", "!=", "")
        .groupBy(["agent", "provider", "model", "wish"])
        .execute();
      return rows.flatMap(({ agent, provider, model, wish, at }) =>
        wish === "primary" || wish === "chosen" ? [{ agent, model: { provider, model }, wish, at }] : [],
      );
    },

    async recentUnauthorized(gateway, limit) {
      const rows = await db
        .selectFrom("attempts")
        .selectAll()
        .where("gateway", "=", gateway)
        // As in the index of these: what is handed over at each call is not known when a statement is planned.
        .where("ended_by", "=", sql.lit("provider" as const))
        .where("status", "=", sql.lit(401))
        .orderBy("at", "desc")
        .orderBy("id", "desc")
        .limit(limit)
        .execute();
      return rows.map(toAttempt);
    },

    async failures(gateway, since) {
      const kind = sql.join(Object.keys(FAILURE_KIND).map((name) => sql.ref(name)));
      const { rows } = await sql<FailureRow>`
        select ${kind}, sum(count) as count, min(first_at) as first, max(last_at) as last, max(until) as until
        from ${countable(FAILURES, gateway, { from: since - 1, to: null }, [])} as counted
        group by ${kind} order by last desc`.execute(db);
      return rows.map((row) => ({
        agent: row.agent,
        model: { provider: row.provider, model: row.model },
        endedBy: toEndedBy(row.ended_by),
        ...toFacts(row),
        entry: row.entry,
        count: row.count,
        firstAt: row.first,
        lastAt: row.last,
      }));
    },
  };
}

/** How often something of one kind happened. */
type Sums = { readonly kind: string } & Readonly<Record<`in ${keyof PerWindow}`, number>>;

const perWindow = (now: Instant) =>
  WINDOWS.map(({ name, length }) =>
    sql`sum(case when last_at > ${now - length} then count else 0 end)`.as(`in ${name}`),
  );

function toCounts(turns: readonly Sums[], attempts: readonly Sums[]): Counts {
  const only = (rows: readonly Sums[], name: string): PerWindow => sumOf(rows.filter(({ kind }) => kind === name));
  return {
    answers: sumOf(turns.filter(({ kind }) => kind !== "exhausted")),
    chosen: only(turns, "chosen"),
    rerouted: only(turns, "rerouted"),
    unknown: only(turns, "unknown"),
    fallbacks: only(turns, "fallback"),
    unauthorized: only(attempts, "unauthorized"),
    refusedLocally: only(attempts, "local"),
    exhausted: only(turns, "exhausted"),
  };
}

function sumOf(rows: readonly Sums[]): PerWindow {
  const of = (window: keyof PerWindow): number => rows.reduce((sum, row) => sum + row[`in ${window}`], 0);
  return { "1h": of("1h"), "24h": of("24h"), "7d": of("7d") };
}

const toAttempt = (row: Selectable<Schema["attempts"]>): FailedAttempt => ({
  key: row.key,
  session: row.session,
  agent: row.agent,
  model: { provider: row.provider, model: row.model },
  at: row.at,
  endedBy: toEndedBy(row.ended_by),
  ...toFacts(row),
  login: row.login,
  entry: row.entry,
});

const toEndedBy = (text: string): FailedAttempt["endedBy"] => (text === "provider" ? "provider" : "gateway");

const toReason = (text: string): FailureReason => FAILURE_REASONS.find((reason) => reason === text) ?? "other";

type FailureRow = Pick<Selectable<Schema["attempts"]>, "agent" | "provider" | "model" | "ended_by" | "entry"> &
  FactsRow & { readonly count: number; readonly first: Instant; readonly last: Instant };

type FactsRow = Pick<Selectable<Schema["attempts"]>, "reason" | "status" | "message" | "said" | "scopes" | "until">;

const toFacts = ({ reason, status, message, said, scopes, until }: FactsRow): FailureFacts => ({
  reason: toReason(reason),
  status,
  message,
  said,
  scopes: scopes?.split(" ") ?? [],
  until,
});
