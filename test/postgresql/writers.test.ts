import { Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import { Client } from "pg";
import { expect, onTestFinished, test } from "vitest";
import { toDatabaseAddress } from "../../src/config/database.ts";
import { gatewaySeat, seatsOf, SURE, TABLES, WARNINGS_SEAT, type Membership } from "../../src/core/companions.ts";
import type { Store } from "../../src/core/store.ts";
import { joinCompanions } from "../../src/store/postgres/companions.ts";
import { openPool } from "../../src/store/postgres/connect.ts";
import { LedgerDialect } from "../../src/store/postgres/dialect.ts";
import { POSTGRES_MIGRATIONS } from "../../src/store/postgres/migrations.ts";
import { openDatabase } from "../../src/store/postgres/open.ts";
import { eventually } from "../contracts/operator-shell.ts";
import { tell } from "../unit/parts/database.ts";
import { NOW, turn, turns } from "../unit/parts/ledger-words.ts";
import { startCuttable } from "./cuttable.ts";
import { startServer } from "./server.ts";
import { makeUrl } from "./url.ts";

async function join(url: string, host: string): Promise<Membership> {
  const own = { host, release: "1.2.3", seats: seatsOf(["main", "other"], []) };
  const joined = await joinCompanions(toDatabaseAddress(url), own);
  onTestFinished(() => joined[Symbol.asyncDispose]());
  return joined;
}

/** As one that does not notice that its session has ended. */
async function openFor({ session, hold, all }: Membership, url: string): Promise<Store> {
  const tenure = { session, hold, all, lost: new AbortController().signal };
  const store = await openDatabase({ ...toDatabaseAddress(url), tenure }, () => NOW);
  onTestFinished(() => store.close());
  return store;
}

test("one whose seat was taken writes nothing any more, by connections that are open or new", async () => {
  const url = await makeUrl();
  const [one, two] = [await join(url, "one"), await join(url, "two")];
  expect((await one.takeFree([WARNINGS_SEAT])).size).toBe(1);
  const former = await openFor(one, url);
  await former.ledger.record("main", turns(turn("a")));
  expect((await two.takeFree([WARNINGS_SEAT])).size).toBe(0);
  await tell(url, `select pg_terminate_backend(${one.session.pid}, 5000)`);
  expect((await two.takeFree([WARNINGS_SEAT])).size).toBe(1);
  await expect(former.ledger.record("main", turns(turn("b")))).rejects.toThrow(/cannot be reached/);
  await expect(former.ledger.record("main", turns(turn("c")))).rejects.toThrow(/another companion may serve/);
  await expect(openFor(one, url)).rejects.toThrow(/another companion may serve/);
  const next = await openFor(two, url);
  expect((await next.ledger.counts("main", NOW)).answers["1h"]).toBe(1);
});

test("to one that is stopping nothing falls any more, before it lets go of what it has", async () => {
  const url = await makeUrl();
  const [one, two] = [await join(url, "one"), await join(url, "two")];
  for (const joined of [one, two]) expect(await joined.use(() => openFor(joined, url))).not.toBeNull();
  await one.takeFree([WARNINGS_SEAT]);
  await one.leave();
  const seen = (await two.all()).map(({ host, isAtWork, seats }) => ({ host, isAtWork, seats }));
  expect(seen).toEqual([
    { host: "one", isAtWork: false, seats: [WARNINGS_SEAT] },
    { host: "two", isAtWork: true, seats: [] },
  ]);
  await one[Symbol.asyncDispose]();
  await one.leave();
});

test("nothing is written by one that is not there", async () => {
  const url = await makeUrl();
  const one = await join(url, "one");
  await one[Symbol.asyncDispose]();
  await expect(openFor(one, url)).rejects.toThrow(/another companion may serve/);
});

test("whoever takes a seat ends what is left of those that are gone, and nobody else's connections", async () => {
  const url = await makeUrl();
  const [one, two, three] = [await join(url, "one"), await join(url, "two"), await join(url, "three")];
  const stays = await openFor(two, url);
  const former = await openFor(one, url);
  await stays.ledger.record("main", turns(turn("a")));
  await former.ledger.record("other", turns(turn("a")));
  expect([...(await one.takeFree(["gateway main", "gateway other"])).keys()]).toEqual([
    "gateway main",
    "gateway other",
  ]);
  expect((await two.takeFree([gatewaySeat("main")])).size).toBe(0);
  await tell(url, `select pg_terminate_backend(${one.session.pid}, 5000)`);
  const taken = await three.takeFree([gatewaySeat("other"), gatewaySeat("main")]);
  expect(taken.size).toBe(2);
  await expect(former.ledger.record("other", turns(turn("b")))).rejects.toThrow(/cannot be reached/);
  await stays.ledger.record("main", turns(turn("b")));
  await three.letGo([...taken.keys()]);
  expect((await two.takeFree([gatewaySeat("main")])).size).toBe(1);
});

test("they see each other, who warns first, and each itself", async () => {
  const url = await makeUrl();
  const [one, two] = [await join(url, "one"), await join(url, "two with a name")];
  await two.takeFree([WARNINGS_SEAT]);
  const seen = await one.all();
  expect(seen.map(({ host, seats, isSelf }) => ({ host, seats, isSelf }))).toEqual([
    { host: "two with a name", seats: ["warnings"], isSelf: false },
    { host: "one", seats: [], isSelf: true },
  ]);
});

test("who looks right after another one asks the database nothing, unless somebody took or left something", async () => {
  const url = await makeUrl();
  const [one, two] = [await join(url, "one"), await join(url, "two")];
  const [seen, again] = await Promise.all([one.all(), one.all()]);
  expect(again).toBe(seen);
  await two.takeFree([WARNINGS_SEAT]);
  await eventually(async () => expect((await one.all()).some(({ seats }) => seats.includes(WARNINGS_SEAT))).toBe(true));
});

test("whoever waits hears of it when somebody lets go", async () => {
  const url = await makeUrl();
  const [one, two] = [await join(url, "one"), await join(url, "two")];
  const held = (await one.takeFree([WARNINGS_SEAT])).get(WARNINGS_SEAT);
  const heard = Promise.withResolvers<void>();
  two.onFree(heard.resolve);
  await held?.letGo();
  await heard.promise;
  expect((await two.takeFree([WARNINGS_SEAT])).size).toBe(1);
});

test("what a newer release changes is changed while no older one uses it", async () => {
  const url = await makeUrl();
  const [older, newer] = [await join(url, "older"), await join(url, "newer")];
  const held = await older.hold(TABLES);
  const address = toDatabaseAddress(url);
  const db = new Kysely<unknown>({ dialect: new LedgerDialect(openPool(address)) });
  const provider = { getMigrations: () => Promise.resolve({ ...POSTGRES_MIGRATIONS }) };
  const { error } = await new Migrator({ db, provider }).migrateTo("0021-rests");
  await db.destroy();
  expect(error).toBeUndefined();
  const asks = openDatabase(address, () => NOW);
  await expect(asks).rejects.toMatchObject({ trouble: "older", passing: true });
  await expect(asks).rejects.toThrow(/a companion of an older release \(it lacks 0032-sums, .*\): stop that one/);
  await held?.letGo();
  expect(await (await openFor(newer, url)).quiets.all()).toEqual([]);
});

test("one that lost its session opens no connection any more, and waits for none", async () => {
  const url = await makeUrl();
  const way = await startCuttable(url);
  const one = await join(way.url, "one");
  const address = { ...toDatabaseAddress(way.url), tenure: one };
  const store = await openDatabase(address, () => NOW);
  onTestFinished(() => store.close());
  way.cut();
  const asked = Array.from({ length: 12 }, () => store.ledger.counts("main", NOW).catch((error: unknown) => error));
  await eventually(() => expect(one.lost.aborted).toBe(true));
  for (const answer of await Promise.all(asked)) expect(answer).toMatchObject({ trouble: "unreachable" });
  const opened = way.opened();
  await expect(store.ledger.counts("main", NOW)).rejects.toThrow(/another companion may serve/);
  expect(way.opened()).toBe(opened);
});

test("nothing is taken of a server that has just started before a former one has found out that it is cut off", async () => {
  await using server = await startServer();
  const one = await join(server.url, "one");
  expect((await one.takeFree([WARNINGS_SEAT])).size).toBe(1);
  const up = "extract(epoch from clock_timestamp() - pg_postmaster_start_time()) * 1000";
  const client = new Client({ connectionString: server.url });
  await client.connect();
  const { rows } = await client.query<{ up: string }>(`select ${up} as up`);
  await client.end();
  expect(Number(rows[0]?.up)).toBeGreaterThan(SURE);
});
