import { sql, type CreateTableBuilder, type Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** A table that is counted: its columns that tell its rows apart, as they stand in a row `old` or `new`. */
export interface Counted {
  readonly table: "turns" | "attempts";
  readonly columns: readonly string[];
  readonly key: (row: string) => Readonly<Record<string, string>>;
  /** What else its sums tell, the same of all rows of a key. */
  readonly told?: Readonly<Record<string, "text" | "integer">>;
  /** The greatest of it is kept; 0 where there is none. */
  readonly greatest?: string;
}

export const TURNS: Counted = {
  table: "turns",
  columns: ["at", "agent", "wish", "judged", "provider", "model"],
  key: (row) => ({
    gateway: `${row}.gateway`,
    agent: `${row}.agent`,
    ...Object.fromEntries(
      ["wish", "judged", "provider", "model"].map((name) => [name, `coalesce(${row}.${name}, '')`]),
    ),
  }),
};
const ATTEMPTS: Counted = {
  table: "attempts",
  columns: ["at", "ended_by", "status"],
  key: (row) => ({
    gateway: `${row}.gateway`,
    kind: `case when ${row}.ended_by = 'gateway' then 'local' when ${row}.status = 401 then 'unauthorized' else 'other' end`,
  }),
};
export const ALL = [TURNS, ATTEMPTS];
/** Milliseconds that are counted together. */
export const SLOT = 900_000;

export const sumsOf = ({ table }: Counted): string => (table === "turns" ? "turn_sums" : "attempt_sums");
export const slotOf = (row: string): string => `(${row}.at / ${SLOT})`;
const matches = (key: Readonly<Record<string, string>>, of: string): string =>
  Object.entries(key)
    .map(([name, value]) => `${of}.${name} = ${value}`)
    .join(" and ");

/** The names of what the sums tell besides, for a list, and what a row says of it. */
function besidesOf({ told = {}, greatest }: Counted, row: string, value: (of: string) => string) {
  const all = Object.keys(told).map((name) => [name, value(`${row}.${name}`)] as const);
  const most = greatest === undefined ? [] : [[greatest, value(`coalesce(${row}.${greatest}, 0)`)] as const];
  const both = [...all, ...most];
  return {
    names: both.map(([name]) => `, ${name}`).join(""),
    values: both.map(([_name, said]) => `, ${said}`).join(""),
  };
}
const andGreatest = ({ greatest }: Counted, sums: string, more: string): string =>
  greatest === undefined ? "" : `, ${greatest} = ${more}(${sums}.${greatest}, excluded.${greatest})`;

/** A row that came. */
export function comes(counted: Counted, more: string, less: string): string {
  const [sums, key] = [sumsOf(counted), counted.key("new")];
  const names = Object.keys(key).join(", ");
  const values = Object.values(key).join(", ");
  const besides = besidesOf(counted, "new", (of) => of);
  const sum = `insert into ${sums} (${names}, slot, count, first_at, last_at${besides.names})
    values (${values}, ${slotOf("new")}, 1, new.at, new.at${besides.values})
    on conflict (${names}, slot) do update set count = ${sums}.count + 1,
      first_at = ${less}(${sums}.first_at, excluded.first_at), last_at = ${more}(${sums}.last_at, excluded.last_at)${andGreatest(counted, sums, more)};`;
  if (counted !== TURNS) return sum;
  return `${sum} insert into turn_kinds (${names}, last_at) values (${values}, new.at)
    on conflict (${names}) do update set last_at = ${more}(turn_kinds.last_at, excluded.last_at);`;
}

/** As {@link comes}, for all rows of `source`, as `t`, at once: statements, for a database whose words these are. */
export function allCome(counted: Counted, source: string, more: string, less: string): readonly string[] {
  const [sums, key] = [sumsOf(counted), counted.key("t")];
  const [names, values] = [Object.keys(key).join(", "), Object.values(key).join(", ")];
  const besides = besidesOf(counted, "t", (of) => `max(${of})`);
  const sum = `insert into ${sums} (${names}, slot, count, first_at, last_at${besides.names})
    select ${values}, ${slotOf("t")}, count(*), min(t.at), max(t.at)${besides.values} from ${source} group by ${placesOf(key, 1)}
    on conflict (${names}, slot) do update set count = ${sums}.count + excluded.count,
      first_at = ${less}(${sums}.first_at, excluded.first_at), last_at = ${more}(${sums}.last_at, excluded.last_at)${andGreatest(counted, sums, more)}`;
  if (counted !== TURNS) return [sum];
  const kinds = `insert into turn_kinds (${names}, last_at) select ${values}, max(t.at) from ${source}
    group by ${placesOf(key, 0)}
    on conflict (${names}) do update set last_at = ${more}(turn_kinds.last_at, excluded.last_at)`;
  return [sum, kinds];
}

/** To group by the columns of a key, and by `more` after them. */
export const placesOf = (key: object, more: number): string =>
  Array.from({ length: Object.keys(key).length + more }, (_, index) => index + 1).join(", ");

/** A row that went, or became another. */
export function goes(counted: Counted): string {
  const [sums, key] = [sumsOf(counted), counted.key("old")];
  const within = `from ${counted.table} as t where t.gateway = old.gateway and t.at >= ${slotOf("old")} * ${SLOT}
    and t.at < (${slotOf("old")} + 1) * ${SLOT}
    and ${Object.entries(counted.key("t"))
      .map(([name, value]) => `${value} = ${key[name]}`)
      .join(" and ")}`;
  const edge = (name: string, of: string): string => `${name} = case when ${sums}.${name} = old.at
    then coalesce((select ${of}(t.at) ${within}), ${sums}.${name}) else ${sums}.${name} end`;
  const { greatest } = counted;
  const most =
    greatest === undefined
      ? ""
      : `, ${greatest} = case when ${sums}.${greatest} = old.${greatest}
    then coalesce((select max(coalesce(t.${greatest}, 0)) ${within}), 0) else ${sums}.${greatest} end`;
  const here = `${matches(key, sums)} and ${sums}.slot = ${slotOf("old")}`;
  const sum = `update ${sums} set count = ${sums}.count - 1, ${edge("first_at", "min")}, ${edge("last_at", "max")}${most} where ${here};
    delete from ${sums} where ${here} and count = 0;`;
  if (counted !== TURNS) return sum;
  const kind = matches(key, "turn_kinds");
  return `${sum} update turn_kinds set last_at = coalesce(
      (select s.last_at from turn_sums as s where ${matches(key, "s")} order by s.slot desc limit 1), -1)
    where ${kind} and turn_kinds.last_at = old.at;
    delete from turn_kinds where ${kind} and last_at = -1;`;
}

/** Whether an update changes what is counted. */
export const differs = ({ columns }: Counted): string =>
  columns.map((name) => `old.${name} is distinct from new.${name}`).join(" or ");

export async function createTables(db: Kysely<unknown>, all: readonly Counted[] = ALL): Promise<void> {
  for (const counted of all) {
    const names = Object.keys(counted.key("t"));
    const text = (table: string): CreateTableBuilder<string, string> =>
      names.reduce<CreateTableBuilder<string, string>>(
        (made, name) => made.addColumn(name, "text", (column) => column.notNull()),
        db.schema.createTable(table),
      );
    const sums = sumsOf(counted);
    const counts = text(sums)
      .addColumn("slot", "integer", (column) => column.notNull())
      .addColumn("count", "integer", (column) => column.notNull())
      .addColumn("first_at", "integer", (column) => column.notNull())
      .addColumn("last_at", "integer", (column) => column.notNull());
    const { told = {}, greatest } = counted;
    const whole = Object.entries(told).reduce((made, [name, type]) => made.addColumn(name, type), counts);
    await (greatest === undefined ? whole : whole.addColumn(greatest, "integer", (column) => column.notNull()))
      .addPrimaryKeyConstraint(`${sums}_key`, [...names, "slot"])
      .execute();
    await db.schema.createIndex(`${sums}_slot`).on(sums).columns(["gateway", "slot"]).execute();
    const [keys, list] = [Object.values(counted.key("t")).join(", "), names.join(", ")];
    const places = [...names, "slot"].map((_, index) => index + 1).join(", ");
    const besides = besidesOf(counted, "t", (of) => `max(${of})`);
    await sql
      .raw(
        `insert into ${sums} (${list}, slot, count, first_at, last_at${besides.names})
         select ${keys}, ${slotOf("t")}, count(*), min(t.at), max(t.at)${besides.values} from ${counted.table} as t group by ${places}`,
      )
      .execute(db);
    if (counted !== TURNS) continue;
    await text("turn_kinds")
      .addColumn("last_at", "integer", (column) => column.notNull())
      .addPrimaryKeyConstraint("turn_kinds_key", [...names])
      .execute();
    await sql
      .raw(`insert into turn_kinds (${list}, last_at) select ${list}, max(last_at) from turn_sums group by ${list}`)
      .execute(db);
  }
}

/** Sums of a quarter of an hour, and the newest of each kind of turn, kept by the database itself as rows come and go. */
export const sums: Migration = {
  async up(db: Kysely<unknown>) {
    await createTables(db);
    for (const counted of ALL) {
      const { table, columns } = counted;
      const triggers = [
        `create trigger ${table}_come after insert on ${table} begin ${comes(counted, "max", "min")} end`,
        `create trigger ${table}_go after delete on ${table} begin ${goes(counted)} end`,
        `create trigger ${table}_change after update of ${columns.join(", ")} on ${table} when ${differs(counted)}
          begin ${goes(counted)} ${comes(counted, "max", "min")} end`,
      ];
      for (const trigger of triggers) await sql.raw(trigger).execute(db);
    }
  },
};
