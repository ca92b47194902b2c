import { sql, type Kysely, type RawBuilder } from "kysely";
import type { Impact, Spent } from "../core/evidence.ts";
import type { Instant } from "../core/time.ts";
import { MICROS } from "./evidence-writes.ts";
import type { Schema } from "./schema.ts";

/** More good answers in a row than any threshold asks for are not worth counting. */
const ENOUGH = 20;

/** Answers that were not given as they were asked for. */
const ASTRAY = sql`judged in ('fallback', 'rerouted')`;

const sumOf = (condition: RawBuilder<unknown>) =>
  sql<number>`coalesce(sum(case when ${condition} then 1 else 0 end), 0)`;

/** What happened on a gateway since an instant, that instant included. */
export async function readImpact(db: Kysely<Schema>, gateway: string, since: Instant): Promise<Impact> {
  const { micros, priced, unpriced, ...turns } = await db
    .selectFrom("turns")
    .select([
      sumOf(sql`model is not null`).as("answers"),
      sumOf(sql`fallback = 1`).as("fallbacks"),
      sumOf(sql`model is null`).as("exhausted"),
      sql<number>`coalesce(sum(case when ${ASTRAY} then cost end), 0)`.as("micros"),
      sumOf(sql`${ASTRAY} and cost is not null`).as("priced"),
      sumOf(sql`${ASTRAY} and cost is null`).as("unpriced"),
      sql<number>`count(distinct case when fallback = 1 or model is null then session end)`.as("sessions"),
    ])
    .where("gateway", "=", gateway)
    .where("at", ">=", since)
    .executeTakeFirstOrThrow();
  const { unauthorized } = await db
    .selectFrom("attempts")
    .select(sql<number>`count(*)`.as("unauthorized"))
    .where("gateway", "=", gateway)
    .where("at", ">=", since)
    .where("ended_by", "=", "provider")
    .where("status", "=", 401)
    .executeTakeFirstOrThrow();
  const newest = await db
    .selectFrom("turns")
    .select("judged")
    .where("gateway", "=", gateway)
    .where("wish", "!=", "chosen")
    .where("at", ">=", since)
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .limit(ENOUGH)
    .execute();
  const bad = newest.findIndex(({ judged }) => judged !== "asked");
  return {
    ...turns,
    unauthorized,
    goodInARow: bad === -1 ? newest.length : bad,
    spent: toSpent({ micros, priced, unpriced }),
  };
}

/** What all answers of a gateway cost since an instant, that instant included. */
export async function readSpent(db: Kysely<Schema>, gateway: string, since: Instant): Promise<Spent> {
  const row = await db
    .selectFrom("turns")
    .select([
      sql<number>`coalesce(sum(cost), 0)`.as("micros"),
      sumOf(sql`model is not null and cost is not null`).as("priced"),
      sumOf(sql`model is not null and cost is null`).as("unpriced"),
    ])
    .where("gateway", "=", gateway)
    .where("at", ">=", since)
    .executeTakeFirstOrThrow();
  return toSpent(row);
}

const toSpent = ({ micros, priced, unpriced }: { readonly micros: number } & Omit<Spent, "usd">): Spent => ({
  usd: micros / MICROS,
  priced,
  unpriced,
});
