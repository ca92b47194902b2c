import { sql, type Kysely, type Selectable } from "kysely";
import type { Judgement, Turn, Wish, Witness } from "../core/evidence.ts";
import type { Answering } from "../core/ledger.ts";
import type { ModelRef } from "../core/model.ts";
import type { Instant } from "../core/time.ts";
import type { Schema } from "./schema.ts";
import { SLOT, sumsAfter } from "./sums.ts";

type TurnRow = Selectable<Schema["turns"]>;
/** Turns that are alike, and when the newest of them was. */
type Kind = Selectable<Schema["turn_kinds"]>;

/** Who answers for each agent now. */
export async function readAnswering(db: Kysely<Schema>, gateway: string): Promise<readonly Answering[]> {
  const kinds = (await readKinds(db, gateway)).filter(({ model }) => model !== "");
  return Promise.all(
    newestOf(kinds).map(async (newest) => {
      const row = await readTurn(db, newest);
      return toAnswering(row, await rowBegan(db, row, kinds), lastAsked(kinds, newest.agent));
    }),
  );
}

/** The newest turn of each agent, answered or not. */
export const readLastTurns = async (db: Kysely<Schema>, gateway: string): Promise<readonly Turn[]> =>
  Promise.all(newestOf(await readKinds(db, gateway)).map(async (kind) => toTurn(await readTurn(db, kind))));

const readKinds = (db: Kysely<Schema>, gateway: string): Promise<readonly Kind[]> =>
  db.selectFrom("turn_kinds").selectAll().where("gateway", "=", gateway).orderBy("agent").execute();

/** Of each agent the newest kind that nobody had chosen, or else the newest of all. */
function newestOf(kinds: readonly Kind[]): readonly Kind[] {
  return [...Map.groupBy(kinds, ({ agent }) => agent).values()].flatMap((own) => {
    const unchosen = own.filter(({ wish }) => wish !== "chosen");
    return (unchosen.length > 0 ? unchosen : own).toSorted((a, b) => b.last_at - a.last_at).slice(0, 1);
  });
}

/** The turn of which a kind tells the instant; of several in one instant the one that was read last. */
const readTurn = (db: Kysely<Schema>, { gateway, agent, wish, model, last_at: at }: Kind): Promise<TurnRow> =>
  db
    .selectFrom("turns")
    .selectAll()
    .where("gateway", "=", gateway)
    .where("at", "=", at)
    .where("agent", "=", agent)
    .where("wish", wish === "chosen" ? "=" : "!=", "chosen")
    .$if(model !== "", (query) => query.where("model", "is not", null))
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirstOrThrow();

/** More sessions of jobs and subagents than a day has. */
const MOST_SIDE = 500;

/** Word for word as the index `turns_side` has it, which is of no use otherwise. */
const IS_SIDE = sql<boolean>`(session like 'agent:%:cron:%' or session like 'agent:%:subagent:%')`;

/** The newest turn since an instant of each session that a job by the clock or a subagent has. */
export async function readSideTurns(db: Kysely<Schema>, gateway: string, since: Instant): Promise<readonly Turn[]> {
  const numbered = db
    .selectFrom("turns")
    .selectAll()
    .select(sql<number>`row_number() over (partition by session order by at desc, id desc)`.as("place"))
    .where("gateway", "=", gateway)
    .where("at", ">=", since)
    .where(IS_SIDE);
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
async function rowBegan(db: Kysely<Schema>, newest: TurnRow, kinds: readonly Kind[]): Promise<Instant> {
  const { gateway, agent, provider, model } = newest;
  const isChosen = newest.wish === "chosen";
  const own = kinds.filter((kind) => kind.agent === agent && (kind.wish === "chosen") === isChosen);
  const [same, others] = [own.filter(isSame), own.filter((kind) => !isSame(kind))];
  const other = Math.max(0, ...others.map((kind) => kind.last_at));
  const after = sumsAfter(other);
  const firsts = [
    // Right after the other model, among its own quarter of an hour …
    db
      .selectFrom("turns")
      .select(({ fn }) => fn.min("at").as("at"))
      .where("gateway", "=", gateway)
      .where("at", ">", other)
      .where("at", "<", after * SLOT)
      .where("agent", "=", agent)
      .where("model", "is not", null)
      .where("wish", isChosen ? "=" : "!=", "chosen"),
    // … or in the first one that has such an answer.
    ...same.map((kind) =>
      db
        .selectFrom("turn_sums")
        .select("first_at as at")
        .where(({ and, eb }) => and(KEY.map((name) => eb(name, "=", kind[name]))))
        .where("slot", ">=", after)
        .orderBy("slot")
        .limit(1),
    ),
  ];
  const found = await Promise.all(firsts.map((query) => query.executeTakeFirst()));
  return Math.min(newest.at, ...found.flatMap((row) => row?.at ?? []));

  function isSame(kind: Kind): boolean {
    return kind.provider === provider && kind.model === model;
  }
}

const KEY = ["gateway", "agent", "wish", "judged", "provider", "model"] as const;

const lastAsked = (kinds: readonly Kind[], agent: string): Instant | null => {
  const asked = kinds.filter((kind) => kind.agent === agent && kind.wish === "primary" && kind.judged === "asked");
  return asked.length === 0 ? null : Math.max(...asked.map((kind) => kind.last_at));
};

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
