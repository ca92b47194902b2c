import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Client } from "pg";
import { expect, onTestFinished, test } from "vitest";
import { toDatabaseAddress } from "../../src/config/database.ts";
import { openDatabase } from "../../src/store/postgres/open.ts";
import { TYPES } from "../../src/store/postgres/values.ts";
import { ledgerPath, openFile } from "../../src/store/sqlite/open.ts";
import { eventually, makeFolder } from "../contracts/operator-shell.ts";
import { startProcess, type Process } from "../e2e/process.ts";
import { attempt, NOW, turn } from "../unit/parts/ledger-words.ts";
import { planOf } from "../unit/parts/repair.ts";
import { startCuttable } from "./cuttable.ts";
import { makeUrl } from "./url.ts";

const ROOM = { platform: "room", target: "1" };
const LEDGERS = join(import.meta.dirname, "../fixtures/ledgers");

/** A data folder, under a home of its own, with more of everything than goes at once. */
async function fill(): Promise<string> {
  const home = makeFolder();
  const dataDir = join(home, "data");
  const made = startProcess(["status"], { OPENCLAW_GATEWAY_URL: "ws://127.0.0.1:1" }, home);
  await made.end;
  const store = await openFile(dataDir, () => NOW);
  const keys = Array.from({ length: 1_203 }, (_, index) => `key ${index}`);
  await store.ledger.record("main", {
    attempts: keys.map((key) => attempt(key, { message: `401 "no" \\ 'ü' 🦞\n${key}` })),
    turns: keys.toReversed().map((key) => turn(key)),
  });
  await store.ledger.record("other", { attempts: [], turns: [turn("nothing\0else\uD800")] });
  await store.outbox.setRoom({ to: ROOM, state: "on", by: "Ada", at: NOW });
  await store.repairs.add(planOf({}, [{ path: ["a"], after: "b" }], "2026.9.6"));
  await store.repairs.note("id", "noted", "more");
  await store.callbacks.keep("a button");
  await store.memory.keep("telegram", '{"offset":5}');
  await store.close();
  return home;
}

const move = (home: string, url: string): Process =>
  startProcess(["move-store"], { COMPANION_DATABASE_URL: url }, home);

const TABLES =
  "select name from sqlite_master where type = 'table' and name not like 'kysely%' and name not like 'sqlite%'";

async function ask(url: string, text: string): Promise<readonly object[]> {
  const database = new Client({ connectionString: url, types: TYPES });
  await database.connect();
  try {
    return (await database.query(text)).rows;
  } finally {
    await database.end();
  }
}

/** Every row of every table, as a file and as a database keep them. */
async function readBoth(home: string, url: string) {
  const file = new DatabaseSync(ledgerPath(join(home, "data")), { readOnly: true });
  const database = new Client({ connectionString: url, types: TYPES });
  await database.connect();
  const tables = file
    .prepare(TABLES)
    .all()
    .map(({ name }) => String(name));
  const both = [];
  for (const table of tables) {
    const there = (await database.query<Record<string, unknown>>(`select * from "${table}"`)).rows;
    const here = file.prepare(`select * from "${table}" order by rowid`).all();
    both.push({ table, here: here.map((row) => ({ ...row })), there });
  }
  file.close();
  await database.end();
  return both;
}

const digestOf = (home: string): string =>
  createHash("sha256")
    .update(readFileSync(ledgerPath(join(home, "data"))))
    .digest("hex");

/** What no text of PostgreSQL may hold stands there as it is shown. */
const clean = (rows: readonly object[]): unknown =>
  JSON.parse(JSON.stringify(rows).replaceAll(/\\u0000|\\ud800/g, "\u{FFFD}"));

const sorted = (rows: readonly object[]): unknown => rows.map((row) => JSON.stringify(clean([row]), KEYS)).toSorted();
const KEYS = "gateway agent wish judged provider model kind slot count first_at last_at".split(" ");

test("a file is moved whole and in order, and stays as it was", async () => {
  const [home, url] = [await fill(), await makeUrl()];
  const before = digestOf(home);
  const moved = move(home, url);
  expect(await moved.end).toBe(0);
  expect(moved.printed()).toMatch(/^attempts: 1203 rows\n(?:.*\n)*turns: 1204 rows\n/);
  expect(digestOf(home)).toBe(before);
  expect(moved.printed()).not.toMatch(/: 0 rows/);
  expect(readdirSync(join(home, "tmp"))).toEqual([]);
  expect(readdirSync(join(home, "data"))).not.toContain("moving");
  const both = await readBoth(home, url);
  expect(both.filter(({ here }) => here.length > 0).length).toBeGreaterThan(5);
  for (const { table, here, there } of both) {
    const inOrder = table.endsWith("_sums") || table === "turn_kinds" ? sorted : clean;
    expect({ table, rows: inOrder(there) }).toEqual({ table, rows: inOrder(here) });
  }
});

/** A move that is in the middle of its rows, on a way to the database that takes its time. */
async function beginMove(home: string, url: string): Promise<Process> {
  await startProcess(
    ["status"],
    { COMPANION_DATABASE_URL: url, OPENCLAW_GATEWAY_URL: "ws://127.0.0.1:1" },
    makeFolder(),
  ).end;
  const way = await startCuttable(url);
  way.slow(50);
  const moving = move(home, way.url);
  await eventually(async () => expect(await ask(url, COPYING)).not.toEqual([]));
  return moving;
}

const COPYING = `select pid from pg_stat_activity
  where pid <> pg_backend_pid() and datname = current_database() and query like 'insert into "turns"%'`;

test.each([
  ["SIGKILL", "SIGKILL", ""],
  ["SIGTERM", 75, "the move to the database test_"],
] as const)("ended by %s in the middle nothing was moved, and all of it with the next one", async (how, end, said) => {
  const [home, url] = [await fill(), await makeUrl()];
  const before = digestOf(home);
  const moving = await beginMove(home, url);
  moving.kill(how);
  expect(await moving.end).toBe(end);
  expect(moving.printed()).toBe("");
  expect(moving.complained().slice(0, said.length)).toBe(said);
  expect((await readBoth(home, url)).flatMap(({ there }) => there)).toEqual([]);
  const again = move(home, url);
  expect([await again.end, again.complained()]).toEqual([0, ""]);
  expect(digestOf(home)).toBe(before);
  expect(readdirSync(join(home, "data"))).not.toContain("moving");
  for (const { table, here, there } of await readBoth(home, url))
    expect({ table, rows: there.length }).toEqual({ table, rows: here.length });
});

test("what was moved is gone on with: numbers that a table gives out come after those that are there", async () => {
  const [home, url] = [await fill(), await makeUrl()];
  await move(home, url).end;
  const store = await openDatabase(toDatabaseAddress(url), () => NOW);
  onTestFinished(() => store.close());
  await store.ledger.record("main", { attempts: [attempt("new")], turns: [turn("key 7"), turn("new")] });
  const { answers, unauthorized } = await store.ledger.counts("main", NOW);
  expect([answers["1h"], unauthorized["1h"]]).toEqual([1_204, 1_204]);
  await store.repairs.note("id", "noted", "last");
  expect((await store.repairs.events("id")).map(({ detail }) => detail).slice(-2)).toEqual(["more", "last"]);
});

test("a database that holds something is refused, and nothing is added to it", async () => {
  const [home, url] = [await fill(), await makeUrl()];
  await move(home, url).end;
  const again = move(home, url);
  expect(await again.end).toBe(78);
  expect(again.complained()).toMatch(
    /^the database test_\w+ on \S+ is not empty \(1203 rows in attempts\): nothing was moved/,
  );
  expect((await readBoth(home, url)).find(({ table }) => table === "turns")?.there).toHaveLength(1_204);
});

test("a file of an earlier release is moved as the newest would have it, and is not changed itself", async () => {
  const [home, url] = [makeFolder(), await makeUrl()];
  const path = ledgerPath(join(home, "data"));
  await startProcess(["status"], { COMPANION_DATABASE_URL: url, OPENCLAW_GATEWAY_URL: "ws://127.0.0.1:1" }, home).end;
  const old = new DatabaseSync(path);
  old.exec(readFileSync(join(LEDGERS, "0006-repair-owed.sql"), "utf8"));
  old.close();
  const before = digestOf(home);
  const moved = move(home, url);
  expect([await moved.end, moved.complained()]).toEqual([0, ""]);
  expect(digestOf(home)).toBe(before);
  const store = await openDatabase(toDatabaseAddress(url), () => NOW);
  onTestFinished(() => store.close());
  expect((await store.repairs.latest(10)).repairs).toHaveLength(2);
});

test("it moves nothing while a companion runs on the folder, and says what it lacks", async () => {
  const [home, url] = [await fill(), await makeUrl()];
  expect(await startProcess(["move-store"], {}, home).end).toBe(64);
  const empty = startProcess(["move-store"], { COMPANION_DATABASE_URL: url }, makeFolder());
  expect(await empty.end).toBe(64);
  expect(empty.complained()).toMatch(/^there is no ledger \S+companion\.sqlite to move/);
  const lock = new DatabaseSync(join(home, "data", "companion.lock"));
  lock.exec("begin exclusive");
  const held = move(home, url);
  expect(await held.end).toBe(75);
  expect(held.complained()).toMatch(/^another companion already runs/);
  lock.close();
});
