import { join } from "node:path";
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { createTurns } from "../../../../src/store/sqlite/dialect.ts";
import { openSqlite } from "../../../../src/store/sqlite/database.ts";
import { makeFolder } from "../../parts/link.ts";

interface Schema {
  readonly notes: { readonly text: string };
}

function open() {
  const opened = openSqlite<Schema>(":memory:");
  onTestFinished(() => opened.db.destroy());
  return opened;
}

test("who asked first has the database first", async () => {
  const turns = createTurns();
  const order: string[] = [];
  const take = async (name: string): Promise<void> => {
    await turns.begin();
    order.push(name);
    await Promise.resolve();
    turns.end();
  };
  await Promise.all(["a", "b", "c", "d"].map(take));
  await take("e");
  expect(order).toEqual(["a", "b", "c", "d", "e"]);
});

test("everything else gets its turn while the database is asked without end", async () => {
  const turns = createTurns();
  let isHeard = false;
  setImmediate(() => (isHeard = true));
  const began = performance.now();
  while (!isHeard && performance.now() - began < 5_000) {
    await turns.begin();
    turns.end();
  }
  expect(isHeard).toBe(true);
});

test("a turn that fails is over", async () => {
  const { db } = open();
  await expect(sql`select 1 from nowhere`.execute(db)).rejects.toThrow(/nowhere/);
  expect((await sql<{ one: number }>`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
});

test("a transaction has the database for itself, also where the other commits wait for no disk", async () => {
  const { db, eventual } = open();
  await sql`create table notes (text text)`.execute(db);
  let isAsked = false;
  const counted = await db.transaction().execute(async (tx) => {
    await tx.insertInto("notes").values({ text: "a" }).execute();
    const other = eventual.selectFrom("notes").selectAll().execute();
    isAsked = true;
    await tx.insertInto("notes").values({ text: "b" }).execute();
    return { other };
  });
  expect(isAsked).toBe(true);
  expect(await counted.other).toHaveLength(2);
});

test("what a transaction read is still so when it writes, whoever else writes meanwhile", async () => {
  using folder = makeFolder();
  const path = join(folder.path, "notes.sqlite");
  const [one, other] = [openSqlite<Schema>(path).db, openSqlite<Schema>(path).db];
  onTestFinished(async () => void (await Promise.all([one.destroy(), other.destroy()])));
  await sql`create table notes (text text)`.execute(one);
  await sql`pragma busy_timeout = 0`.execute(other);
  const write = () => other.insertInto("notes").values({ text: "other" }).execute();
  await one.transaction().execute(async (tx) => {
    await tx.selectFrom("notes").selectAll().execute();
    await expect(write()).rejects.toThrow("locked");
    await tx.insertInto("notes").values({ text: "one" }).execute();
  });
  await write();
  expect(await one.selectFrom("notes").selectAll().execute()).toEqual([{ text: "one" }, { text: "other" }]);
});
