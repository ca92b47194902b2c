import { expect, onTestFinished, test } from "vitest";
import { toDatabaseAddress } from "../../src/config/database.ts";
import type { Store } from "../../src/core/store.ts";
import { openDatabase } from "../../src/store/postgres/open.ts";
import { eventually } from "../contracts/operator-shell.ts";
import { NOW } from "../unit/parts/ledger-words.ts";
import { endHolders, tell } from "../unit/parts/database.ts";
import { startCuttable } from "./cuttable.ts";
import { makeUrl } from "./url.ts";

async function open(url: string): Promise<Store> {
  const store = await openDatabase(toDatabaseAddress(url), () => NOW);
  onTestFinished(() => store.close());
  return store;
}

test("what one holds nobody else gets, also of the same process, until it is let go", async () => {
  const url = await makeUrl();
  const [one, two] = [await open(url), await open(url)];
  const held = await one.hold("service");
  expect(held).not.toBeNull();
  expect(await one.hold("service")).toBeNull();
  expect(await two.hold("service")).toBeNull();
  expect(await two.hold("another")).not.toBeNull();
  await held?.letGo();
  await held?.letGo();
  const next = await two.hold("service");
  expect(next).not.toBeNull();
  expect(await one.hold("service")).toBeNull();
  expect(held?.lost.aborted).toBe(false);
});

test("who does not wait for it any more holds nothing, and is not kept waiting", async () => {
  const url = await makeUrl();
  const way = await startCuttable(url);
  const until = new AbortController();
  const one = await openDatabase({ ...toDatabaseAddress(way.url), until: until.signal }, () => NOW);
  const held = await one.hold("service");
  way.slow(600_000);
  const asked = one.memory.recall("something");
  until.abort();
  await expect(asked).rejects.toThrow("cannot be reached");
  await expect(one.hold("another")).rejects.toThrow("cannot be reached");
  expect(held?.lost.aborted).toBe(true);
  await one.close();
  const two = await open(url);
  await eventually(async () => expect(await two.hold("service")).not.toBeNull());
});

test("companions in a schema each do not meet", async () => {
  const url = await makeUrl();
  await tell(url, "create schema other");
  const other = new URL(url);
  other.searchParams.set("options", "-c search_path=other");
  const [one, two] = [await open(url), await open(other.href)];
  expect([await one.hold("service"), await two.hold("service")]).not.toContain(null);
});

test("whose session is ended knows it, and another one gets what it held", async () => {
  const url = await makeUrl();
  const [one, two] = [await open(url), await open(url)];
  const held = await one.hold("service");
  await endHolders(url);
  await eventually(() => expect(held?.lost.aborted).toBe(true));
  const taken = await two.hold("service");
  expect(taken).not.toBeNull();
  expect(await one.hold("service")).toBeNull();
  await taken?.letGo();
  expect(await one.hold("service")).not.toBeNull();
});

test("whoever is cut off without a word gives up by itself", async () => {
  const way = await startCuttable(await makeUrl());
  const held = await (await open(way.url)).hold("service");
  way.cut();
  await eventually(() => expect(held?.lost.aborted).toBe(true));
});

test("whoever heard nothing of what it asked for gives up all it holds, also when it was given that later", async () => {
  const url = await makeUrl();
  const way = await startCuttable(url);
  const [one, two] = [await open(way.url), await open(url)];
  const held = await one.hold("first");
  way.pause();
  await expect(one.hold("second")).rejects.toMatchObject({ trouble: "unreachable" });
  way.resume();
  expect(held?.lost.aborted).toBe(true);
  // The second may be free from the beginning; the first is once the server has ended its session.
  for (const key of ["second", "first"]) await eventually(async () => expect(await two.hold(key)).not.toBeNull());
});
