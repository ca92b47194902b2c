import { sql, type Kysely, type Selectable } from "kysely";
import type { Judgement, Turn, Wish, Witness } from "../core/evidence.ts";
import type { Answering } from "../core/ledger.ts";
import type { ModelRef } from "../core/model.ts";
import type { Instant } from "../core/time.ts";
import type { Schema } from "./schema.ts";

type TurnRow = Selectable<Schema["turns"]>;

/** Who answers for each agent now. */
export async function readAnswering(db: Kysely<Schema>, gateway: string): Promise<readonly Answering[]> {
  const newest = await newestTurns(db, gateway, true);
  return Promise.all(newest.map(async (row) => toAnswering(row, await rowBegan(db, row), await lastAsked(db, row))));
}

/** The newest turn of each agent, answered or not. */
export const readLastTurns = async (db: Kysely<Schema>, gateway: string): Promise<readonly Turn[]> =>
  (await newestTurns(db, gateway, false)).map(toTurn);

/** The newest turn of each agent in which nobody had chosen another model, or else the newest of all; `answered` leaves exhausted ones out. */
async function newestTurns(db: Kysely<Schema>, gateway: string, answered: boolean): Promise<readonly TurnRow[]> {
  const numbered = db
    .selectFrom("turns")
    .selectAll()
    .select(
      sql<number>`row_number() over (partition by agent order by case when wish = 'chosen' then 1 else 0 end, at desc, id desc)`.as(
        "place",
      ),
    )
    .where("gateway", "=", gateway)
    .$if(answered, (query) => query.where("model", "is not", null));
  return db.selectFrom(numbered.as("numbered")).selectAll().where("place", "=", 1).orderBy("agent").execute();
}

/** More sessions of jobs and subagents than a day has. */
const MOST_SIDE = 500;

/** The newest turn since an instant of each session that a job by the clock or a subagent has. */
export async function readSideTurns(db: Kysely<Schema>, gateway: string, since: Instant): Promise<readonly Turn[]> {
  const numbered = db
    .selectFrom("turns")
    .selectAll()
    .select(sql<number>`row_number() over (partition by session order by at desc, id desc)`.as("place"))
    .where("gateway", "=", gateway)
    .where("at", ">=", since)
    .where((eb) => eb.or([eb("session", "like", "agent:%:cron:%"), eb("session", "like", "agent:%:subagent:%")]));
  const rows = await db
    .selectFrom(numbered.as("numbered"))
    .selectAll()
    .where("place", "=", 1)
    .orderBy("at", "desc")
    .limit(MOST_SIDE)
    .execute();
  return rows.map(toTurn);
}

/** When the unbroken row of answers by the model of `newest` began. */
async function rowBegan(db: Kysely<Schema>, newest: TurnRow): Promise<Instant> {
  const answers = db
    .selectFrom("turns")
    .where("gateway", "=", newest.gateway)
    .where("agent", "=", newest.agent)
    .where("model", "is not", null)
    .where("wish", newest.wish === "chosen" ? "=" : "!=", "chosen");
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

async function lastAsked(db: Kysely<Schema>, { gateway, agent }: TurnRow): Promise<Instant | null> {
  const row = await db
    .selectFrom("turns")
    .select(({ fn }) => fn.max("at").as("at"))
    .where("gateway", "=", gateway)
    .where("agent", "=", agent)
    .where("judged", "=", "asked")
    .where("wish", "=", "primary")
    .executeTakeFirst();
  return row?.at ?? null;
}

function toAnswering(row: TurnRow, since: Instant, askedAt: Instant | null): Answering {
  const model = { provider: row.provider ?? "", model: row.model ?? "" };
  const judged = toJudgement(row.judged);
  const { agent, at, api, reported } = row;
  return { agent, model, since, lastAt: at, fallback: judged === "fallback", judged, askedAt, api, reported };
}

const toTurn = (row: TurnRow): Turn => ({
  key: row.key,
  session: row.session,
  agent: row.agent,
  at: row.at,
  answeredBy: toModel(row.provider, row.model),
  selected: toModel(row.selected_provider, row.selected_model),
  judged: toJudgement(row.judged),
  wish: WISHES.find((wish) => wish === row.wish) ?? "unknown",
  witness: WITNESSES.find((witness) => witness === row.witness) ?? null,
  ...(row.api !== null && { api: row.api }),
  ...(row.reported !== null && { reported: row.reported }),
});

const JUDGEMENTS: readonly Judgement[] = ["asked", "chosen", "fallback", "rerouted", "unknown", "exhausted"];
const WISHES: readonly Wish[] = ["primary", "chosen", "unknown"];
const WITNESSES: readonly Witness[] = ["attempt", "decision", "refusal", "held", "pin"];
const toJudgement = (text: string | null): Judgement => JUDGEMENTS.find((one) => one === text) ?? "unknown";

const toModel = (provider: string | null, model: string | null): ModelRef | null =>
  provider !== null && model !== null ? { provider, model } : null;
