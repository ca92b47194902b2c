import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { sql } from "kysely";
import { Migrator } from "kysely/migration";
import { expect, onTestFinished, test } from "vitest";
import { MIGRATIONS } from "../../../src/store/migrations/index.ts";
import type { Schema } from "../../../src/store/schema.ts";
import { openSqlite } from "../../../src/store/sqlite/database.ts";
import { openFile } from "../../../src/store/sqlite/open.ts";
import { makeFolder } from "../../contracts/operator-shell.ts";
import { attempt } from "../parts/ledger-words.ts";
import { inEnglish } from "../../parts/in-english.ts";

const LEDGERS = join(import.meta.dirname, "..", "..", "fixtures", "ledgers");
const FILES = globSync("*.sql", { cwd: LEDGERS }).toSorted();

/** A ledger as a released schema left it. */
async function openEarlier(file: string) {
  const folder = makeFolder();
  const database = new DatabaseSync(join(folder, "companion.sqlite"));
  database.exec(readFileSync(join(LEDGERS, file), "utf8"));
  database.close();
  return openStore(folder);
}

async function openStore(folder: string) {
  const store = await openFile(folder, () => 10_000);
  onTestFinished(() => store.close());
  return store;
}

test("there is one of each schema that was released, up to the one of this release", () => {
  expect(FILES.map((file) => basename(file, ".sql").slice(0, 4))).toEqual([
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
    "0006",
    "0059",
  ]);
  expect(FILES.at(-1)).toBe(`${Object.keys(MIGRATIONS).at(-1)}.sql`);
});

test.each(FILES)("a ledger of %s is opened, brought up to date, and keeps a plan", async (file) => {
  const store = await openEarlier(file);
  expect(await store.audit.latest(1, 0)).toHaveLength(file.startsWith("0059") ? 1 : 0);
  const { repairs, unreadable } = await store.repairs.latest(10);
  expect([repairs.length, unreadable]).toEqual(file.startsWith("0001") ? [0, 0] : [2, 1]);
});

test.each(FILES.filter((file) => !file.startsWith("0001")))(
  "a repair in a ledger of %s can be undone and gone on with",
  async (file) => {
    const { repairs } = await openEarlier(file);
    expect(await repairs.find("damaged")).toBeNull();
    const fixed = await repairs.find("fixed");
    expect(fixed).toMatchObject({
      state: "fixed",
      approved: null,
      plan: { task: { kind: "change" }, restarts: true, files: [] },
    });
    expect(fixed?.plan.steps[0]).toMatchObject({
      exact: true,
      part: false,
      changes: [{ path: ["models", "providers", "openai-codex"] }],
    });
    expect(fixed?.plan.why).toHaveLength(2);
    expect(fixed?.card ?? null).toEqual(file >= "0006" ? { platform: "telegram", target: "5", message: "7" } : null);
    expect((await repairs.unfinished()).map(({ plan, state }) => [plan.id, state])).toEqual([
      ["undoing", "overwriting"],
    ]);
    expect(await repairs.events("fixed")).toEqual([
      { repair: "fixed", at: 1_000, event: "fixed", detail: "as it was" },
    ]);
  },
);

test("a damaged row hides no repair that can be undone", async () => {
  const { repairs } = await openEarlier("0006-repair-owed.sql");
  expect((await repairs.lastToUndo("main"))?.plan.id).toBe("fixed");
});

test("a ledger of this release keeps whatever is under way, whatever is damaged beside it", async () => {
  const { repairs, incidents, outbox, standings, audit } = await openEarlier("0059-unauthorized.sql");
  const [waiting, ...more] = await repairs.halfApproved("main", 0);
  expect(more).toEqual([]);
  expect(waiting).toMatchObject({
    state: "planned",
    approved: { by: { platform: "discord", id: "1", name: "operator" }, at: 5_000 },
    plan: {
      id: "waiting",
      task: { kind: "change" },
      files: ["/providers.json5"],
      proves: [{ agent: "main", chosen: true }],
      expiresAt: 125_000,
      steps: [{ changes: [{ before: "https://old.test", after: "https://new.test" }] }],
    },
  });
  expect(inEnglish(waiting?.plan.effects)).toContain("new.test");
  expect((await incidents.unfinished()).map(({ id, number }) => [id, number])).toEqual([["open", 1]]);
  expect(await incidents.find("damaged")).toBeNull();
  expect(await standings.of(["main"])).toEqual([]);
  expect(await outbox.rooms()).toMatchObject([{ state: "second", after: 60_000 }]);
  expect(await outbox.next(5_000)).toMatchObject([{ incident: "open", kind: "open" }]);
  expect(await audit.latest(5, 0)).toMatchObject([{ what: "/fix-codex", decision: "allowed" }]);
});

test.each(Object.keys(MIGRATIONS))("a ledger as %s left it is brought up to date, with its repairs", async (name) => {
  const folder = makeFolder();
  const { db } = openSqlite<Schema>(join(folder, "companion.sqlite"));
  const provider = { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) };
  await new Migrator({ db, provider }).migrateTo(name);
  const had = name >= "0002";
  if (had) {
    const plan = JSON.stringify({ id: "one", gateway: "main", by: { platform: "discord", id: "1", name: "operator" } });
    const row = { id: "one", gateway: "main", plan, state: "fixed", step: 0, created_at: 1, updated_at: 1 };
    await db.insertInto("repairs").values(row).execute();
  }
  await db.destroy();
  const { repairs } = await openStore(folder);
  expect((await repairs.lastToUndo("main"))?.plan.id).toBe(had ? "one" : undefined);
});

test("failures that are kept without their facts stay what they were, and more of them are added to the same", async () => {
  const folder = makeFolder();
  const { db } = openSqlite<Schema>(join(folder, "companion.sqlite"));
  const provider = { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) };
  await new Migrator({ db, provider }).migrateTo("0056-side-turns");
  await sql`insert into attempts (gateway, key, provider, model, at, ended_by, reason, status, until) values
    ('main', 'a', 'openai', 'big', 1000, 'provider', 'unauthorized', 401, null),
    ('main', 'b', 'openai', 'big', 2000, 'provider', 'rate-limit', 429, 9000),
    ('main', 'c', 'openai', 'big', 3000, 'provider', 'unauthorized', 401, null),
    ('main', 'd', 'openai', 'big', 4000, 'provider', 'rate-limit', 429, 8000)`.execute(db);
  await db.destroy();
  const { ledger } = await openStore(folder);
  const model = { provider: "openai", model: "big" };
  const more = attempt("e", { session: null, agent: null, model, at: 5_000, reason: "unauthorized", message: null });
  await ledger.record("main", { attempts: [more], turns: [] });
  const told = (await ledger.failures("main", 0)).map((failure) => [failure.reason, failure.count, failure.until]);
  expect(told).toEqual([
    ["unauthorized", 3, null],
    ["rate-limit", 2, 9_000],
  ]);
});
