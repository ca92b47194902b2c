import { sql, type Kysely, type Selectable } from "kysely";
import type { Counts, FailedAttempt } from "../core/evidence.ts";
import { FAILURE_REASONS, type FailureFacts, type FailureReason } from "../core/failure.ts";
import type { EvidenceQueries } from "../core/ledger.ts";
import { WINDOWS, type Instant, type PerWindow } from "../core/time.ts";
import { readAnswering, readLastTurns, readSideTurns } from "./answering.ts";
import type { Schema } from "./schema.ts";
import { createGatewayChanges } from "./gateway-changes.ts";
import { createRests } from "./rests.ts";
import { readRouteChanges } from "./route-changes.ts";
import { readImpact } from "./impact.ts";

export function createEvidenceQueries(db: Kysely<Schema>): EvidenceQueries {
  return {
    async counts(gateway, now) {
      const attempts = db.selectFrom("attempts").where("gateway", "=", gateway);
      const turns = db.selectFrom("turns").where("gateway", "=", gateway);
      const byAttempt = await attempts
        .select([
          ...perWindow("unauthorized", now, sql`ended_by = 'provider' and status = 401`),
          ...perWindow("refusedLocally", now, sql`ended_by = 'gateway'`),
        ])
        .executeTakeFirstOrThrow();
      const byTurn = await turns
        .select([
          ...perWindow("answers", now, sql`model is not null`),
          ...perWindow("fallbacks", now, sql`fallback = 1`),
          ...perWindow("exhausted", now, sql`model is null`),
          ...perWindow("chosen", now, sql`judged = 'chosen'`),
          ...perWindow("rerouted", now, sql`judged = 'rerouted'`),
          ...perWindow("unknown", now, sql`judged = 'unknown'`),
        ])
        .executeTakeFirstOrThrow();
      return toCounts({ ...byAttempt, ...byTurn });
    },

    answering: (gateway) => readAnswering(db, gateway),
    lastTurns: (gateway) => readLastTurns(db, gateway),
    impactSince: (gateway, since) => readImpact(db, gateway, since),
    ...createGatewayChanges(db),
    ...createRests(db),
    sideTurns: (gateway, since) => readSideTurns(db, gateway, since),
    routeChanges: (gateway, since) => readRouteChanges(db, gateway, since),

    async lastServed(gateway) {
      const rows = await db
        .selectFrom("turns")
        .select(["agent", "provider", "model"])
        .select(({ fn }) => fn.max("at").as("at"))
        .where("gateway", "=", gateway)
        .where("model", "is not", null)
        .where("wish", "=", "primary")
        .groupBy(["agent", "provider", "model"])
        .execute();
      return rows.map((row) => ({
        agent: row.agent,
        model: { provider: row.provider ?? "", model: row.model ?? "" },
        at: row.at,
      }));
    },

    async recentUnauthorized(gateway, limit) {
      const rows = await db
        .selectFrom("attempts")
        .selectAll()
        .where("gateway", "=", gateway)
        .where("ended_by", "=", "provider")
        .where("status", "=", 401)
        .orderBy("at", "desc")
        .orderBy("id", "desc")
        .limit(limit)
        .execute();
      return rows.map(toAttempt);
    },

    async failures(gateway, since) {
      const rows = await db
        .selectFrom("attempts")
        .select(["agent", "provider", "model", "ended_by", "reason", "status", "message", "said", "scopes"])
        .select(({ fn }) => [fn.countAll<number>().as("count"), fn.min("at").as("first"), fn.max("at").as("last")])
        .select(({ fn }) => fn.max("until").as("until"))
        .where("gateway", "=", gateway)
        .where("at", ">=", since)
        .groupBy(["agent", "provider", "model", "ended_by", "reason", "status", "message", "said", "scopes"])
        .orderBy("last", "desc")
        .execute();
      return rows.map((row) => ({
        agent: row.agent,
        model: { provider: row.provider, model: row.model },
        endedBy: toEndedBy(row.ended_by),
        ...toFacts(row),
        count: row.count,
        firstAt: row.first,
        lastAt: row.last,
      }));
    },
  };
}

const perWindow = (name: string, now: Instant, condition: ReturnType<typeof sql>) =>
  WINDOWS.map((window) =>
    sql<number | null>`sum(case when ${condition} and at > ${now - window.length} then 1 else 0 end)`.as(
      `${name} ${window.name}`,
    ),
  );

function toCounts(row: Readonly<Record<string, number | null>>): Counts {
  const of = (name: string): PerWindow => ({
    "1h": row[`${name} 1h`] ?? 0,
    "24h": row[`${name} 24h`] ?? 0,
    "7d": row[`${name} 7d`] ?? 0,
  });
  return {
    answers: of("answers"),
    chosen: of("chosen"),
    rerouted: of("rerouted"),
    unknown: of("unknown"),
    fallbacks: of("fallbacks"),
    unauthorized: of("unauthorized"),
    refusedLocally: of("refusedLocally"),
    exhausted: of("exhausted"),
  };
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
});

const toEndedBy = (text: string): FailedAttempt["endedBy"] => (text === "provider" ? "provider" : "gateway");

const toReason = (text: string): FailureReason => FAILURE_REASONS.find((reason) => reason === text) ?? "other";

type FactsRow = Pick<Selectable<Schema["attempts"]>, "reason" | "status" | "message" | "said" | "scopes" | "until">;

const toFacts = ({ reason, status, message, said, scopes, until }: FactsRow): FailureFacts => ({
  reason: toReason(reason),
  status,
  message,
  said,
  scopes: scopes?.split(" ") ?? [],
  until,
});
