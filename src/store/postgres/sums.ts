import { sql, type Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import {
  ALL,
  allCome,
  createTables,
  differs,
  placesOf,
  SLOT,
  slotOf,
  sumsOf,
  TURNS,
  type Counted,
} from "../migrations/0032-sums.ts";
import { FAILED, replaceSums } from "../migrations/0057-failure-sums.ts";

/** Rows of `source`, as `t`, that went with one statement, or became others. */
function allGo(counted: Counted, source: string): string {
  const [sums, key] = [sumsOf(counted), counted.key("t")];
  const named = Object.entries(key).map(([name, value]) => `${value} as ${name}`);
  const same = (one: string, other: string): string =>
    Object.keys(key)
      .map((name) => `${one}.${name} = ${other}.${name}`)
      .join(" and ");
  const edge = (of: string, name = "at"): string => `coalesce((select ${of}(r.${name}) from ${counted.table} as r
    where r.gateway = g.gateway and r.at >= g.slot * ${SLOT} and r.at < (g.slot + 1) * ${SLOT}
      and ${Object.entries(counted.key("r"))
        .map(([name, value]) => `${value} = g.${name}`)
        .join(" and ")}), 0)`;
  const { greatest } = counted;
  const most = greatest === undefined ? "" : `, ${greatest} = ${edge("max", greatest)}`;
  const sum = `update ${sums} as s set count = s.count - g.count, first_at = ${edge("min")}, last_at = ${edge("max")}${most}
      from (select ${named.join(", ")}, ${slotOf("t")} as slot, count(*) as count from ${source}
        group by ${placesOf(key, 1)}) as g
      where ${same("s", "g")} and s.slot = g.slot;
    delete from ${sums} as s using (select distinct t.gateway, ${slotOf("t")} as slot from ${source}) as g
      where s.gateway = g.gateway and s.slot = g.slot and s.count = 0;`;
  if (counted !== TURNS) return sum;
  return `${sum} update turn_kinds as k set last_at = coalesce(
      (select s.last_at from turn_sums as s where ${same("s", "k")} order by s.slot desc limit 1), -1)
      from (select distinct ${named.join(", ")} from ${source}) as g where ${same("k", "g")};
    delete from turn_kinds as k using (select distinct t.gateway from ${source}) as g
      where k.gateway = g.gateway and k.last_at = -1;`;
}

/** Rows of `source`, as `t`, that came with one statement. */
const came = (counted: Counted, source: string): string =>
  allCome(counted, source, "greatest", "least")
    .map((statement) => `${statement};`)
    .join(" ");

/** Sums are kept once a statement, because a row that changes often within one transaction grows slow there. */
async function createTriggers(db: Kysely<unknown>, counted: Counted): Promise<void> {
  const { table } = counted;
  const changed = (one: string, other: string): string =>
    `(select ${one}.* from was join now_is on was.id = now_is.id where ${differs(counted)}) as ${other}`
      .replaceAll("old.", "was.")
      .replaceAll("new.", "now_is.");
  const work = [
    ["come", "insert", "new table as fresh", came(counted, "fresh as t")],
    ["go", "delete", "old table as gone", allGo(counted, "gone as t")],
    [
      "change",
      "update",
      "old table as was new table as now_is",
      `if exists (select 1 from ${changed("was", "t")}) then
        ${allGo(counted, changed("was", "t"))} ${came(counted, changed("now_is", "t"))} end if;`,
    ],
  ] as const;
  for (const [name, on, rows, body] of work) {
    await sql
      .raw(
        `create or replace function ${table}_${name}() returns trigger language plpgsql
          as $$ begin ${body} return null; end $$`,
      )
      .execute(db);
    await sql
      .raw(
        `create or replace trigger ${table}_${name} after ${on} on ${table} referencing ${rows}
          for each statement execute function ${table}_${name}()`,
      )
      .execute(db);
  }
}

/** As `0032-sums`. */
export const postgresSums: Migration = {
  async up(db: Kysely<unknown>) {
    await createTables(db);
    for (const counted of ALL) await createTriggers(db, counted);
  },
};

/** As `0057-failure-sums`. */
export const postgresFailureSums: Migration = {
  async up(db: Kysely<unknown>) {
    for (const name of ["come", "go", "change"]) await sql.raw(`drop trigger attempts_${name} on attempts`).execute(db);
    await replaceSums(db);
    await createTriggers(db, FAILED);
  },
};
