import { sql, type Kysely, type Selectable } from "kysely";
import type { Counts, FailedAttempt } from "../core/evidence.ts";
import { FAILURE_REASONS, type FailureFacts, type FailureReason } from "../core/failure.ts";
import type { Answering, EvidenceQueries } from "../core/ledger.ts";
import type { ModelRef } from "../core/model.ts";
import { WINDOWS, type Instant, type PerWindow } from "../core/time.ts";
import type { Schema } from "./schema.ts";
import { readRouteChanges } from "./route-changes.ts";
import { readImpact } from "./impact.ts";

type TurnRow = Selectable<Schema["turns"]>;

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
        ])
        .executeTakeFirstOrThrow();
      return toCounts({ ...byAttempt, ...byTurn });
    },

    async answering(gateway) {
      const newest = await newestTurns(db, gateway, true);
      return Promise.all(newest.map(async (row) => toAnswering(row, await rowBegan(db, row))));
    },

    async lastTurns(gateway) {
      const rows = await newestTurns(db, gateway, false);
      return rows.map((row) => ({
        key: row.key,
        session: row.session,
        agent: row.agent,
        at: row.at,
        answeredBy: toModel(row.provider, row.model),
        selected: toModel(row.selected_provider, row.selected_model),
      }));
    },

    impactSince: (gateway, since) => readImpact(db, gateway, since),
    routeChanges: (gateway, since) => readRouteChanges(db, gateway, since),

    async lastServed(gateway) {
      const rows = await db
        .selectFrom("turns")
        .select(["agent", "provider", "model"])
        .select(({ fn }) => fn.max("at").as("at"))
        .where("gateway", "=", gateway)
        .where("model", "is not", null)
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
    fallbacks: of("fallbacks"),
    unauthorized: of("unauthorized"),
    refusedLocally: of("refusedLocally"),
    exhausted: of("exhausted"),
  };
}

/** The newest turn of each agent; `answered` leaves exhausted ones out. */
async function newestTurns(db: Kysely<Schema>, gateway: string, answered: boolean): Promise<readonly TurnRow[]> {
  const numbered = db
    .selectFrom("turns")
    .selectAll()
    .select(sql<number>`row_number() over (partition by agent order by at desc, id desc)`.as("place"))
    .where("gateway", "=", gateway)
    .$if(answered, (query) => query.where("model", "is not", null));
  return db.selectFrom(numbered.as("numbered")).selectAll().where("place", "=", 1).orderBy("agent").execute();
}

/** When the unbroken row of answers by the model of `newest` began. */
async function rowBegan(db: Kysely<Schema>, newest: TurnRow): Promise<Instant> {
  const answers = db
    .selectFrom("turns")
    .where("gateway", "=", newest.gateway)
    .where("agent", "=", newest.agent)
    .where("model", "is not", null);
  const other = await answers
    .select(({ fn }) => fn.max("at").as("at"))
    .where((eb) => eb.or([eb("model", "!=", newest.model), eb("provider", "!=", newest.provider)]))
    .executeTakeFirst();
  const first = await answers
    .select(({ fn }) => fn.min("at").as("at"))
    .where("at", ">", other?.at ?? 0)
    .executeTakeFirst();
  return first?.at ?? newest.at;
}

function toAnswering(row: TurnRow, since: Instant): Answering {
  const model = { provider: row.provider ?? "", model: row.model ?? "" };
  return { agent: row.agent, model, since, lastAt: row.at, fallback: row.fallback === 1 };
}

const toAttempt = (row: Selectable<Schema["attempts"]>): FailedAttempt => ({
  key: row.key,
  session: row.session,
  agent: row.agent,
  model: { provider: row.provider, model: row.model },
  at: row.at,
  endedBy: toEndedBy(row.ended_by),
  ...toFacts(row),
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

const toModel = (provider: string | null, model: string | null): ModelRef | null =>
  provider !== null && model !== null ? { provider, model } : null;
