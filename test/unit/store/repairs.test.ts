import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { openStore, type Store } from "../../../src/store/open.ts";
import { makeFolder } from "../../contracts/operator-shell.ts";
import { planOf } from "../parts/repair.ts";

const CARD = { platform: "telegram", target: "5", message: "7" };

describe("the store of repairs", () => {
  let folder = "";
  let now = 0;
  let store: Store;
  beforeEach(async () => {
    folder = makeFolder();
    now = 1_000;
    store = await openStore(folder, () => now);
    onTestFinished(() => store.close());
    await store.repairs.add(planOf({}, [{ path: ["a"], after: "b" }], "2026.9.6"));
  });
  const begin = () => store.repairs.move("id", ["planned"], "applying", 0, "confirmed");

  test("moves a repair on for the first who asks, and for nobody after", async () => {
    const tries = await Promise.all([begin(), begin(), begin()]);
    expect(tries.filter(Boolean)).toHaveLength(1);
    expect((await store.repairs.events("id")).map(({ event }) => event)).toEqual(["planned", "applying"]);
  });

  test("owes the end of what was begun, in its card, until that was told", async () => {
    await begin();
    await store.repairs.keepCard("id", CARD);
    expect(await store.repairs.untold(now)).toEqual([]);
    await store.repairs.told("id");
    await store.repairs.move("id", ["applying"], "fixed", 0, "proved");
    expect(await store.repairs.untold(now - 1)).toEqual([]);
    expect(await store.repairs.untold(now)).toMatchObject([{ state: "fixed", card: CARD }]);
    await store.repairs.told("id");
    expect(await store.repairs.untold(now)).toEqual([]);
    await store.repairs.keepCard("id", CARD);
    expect(await store.repairs.untold(now)).toEqual([]);
  });

  test("knows the card of what begins as soon as it has begun", async () => {
    await store.repairs.move("id", ["planned"], "applying", 0, "confirmed", CARD);
    expect(await store.repairs.unfinished()).toMatchObject([{ card: CARD }]);
  });

  test("keeps no way to a card in any file once its end was told, also while others read", async () => {
    const token = "aW50ZXJhY3Rpb246MTIzNDU2Nzg5MDpmYWtl";
    const isKept = () => readdirSync(folder).some((file) => readFileSync(join(folder, file)).includes(token));
    const reader = new DatabaseSync(join(folder, "companion.sqlite"));
    onTestFinished(() => reader.close());
    await begin();
    await store.repairs.keepCard("id", { platform: "discord", target: "5", message: `reply:1:2:${token}` });
    expect(isKept()).toBe(true);
    await store.repairs.move("id", ["applying"], "fixed", 0, "proved");
    reader.exec("begin; select * from repairs");
    setTimeout(() => reader.exec("commit"), 50);
    await store.repairs.told("id");
    expect(isKept()).toBe(false);
    expect(await store.repairs.find("id")).toMatchObject({ state: "fixed" });
  });

  test("owes the end of an undo anew, also when its card was never shown", async () => {
    await begin();
    await store.repairs.move("id", ["applying"], "fixed", 0, "proved");
    await store.repairs.told("id");
    await store.repairs.move("id", ["fixed"], "undoing", 0, "undo");
    await store.repairs.move("id", ["undoing"], "undone", 0, "taken back");
    expect(await store.repairs.untold(now)).toMatchObject([{ state: "undone", card: null }]);
  });

  test.each(["fixed", "unclear"] as const)("can undo what is %s", async (state) => {
    await begin();
    expect(await store.repairs.lastToUndo("main")).toBeNull();
    await store.repairs.move("id", ["applying"], state, 0, "ended");
    expect(await store.repairs.lastToUndo("main")).toMatchObject({ state });
  });

  test("gives the repairs of a gateway to one at a time, of every process", async () => {
    const other = await openStore(folder, () => now);
    onTestFinished(() => other.close());
    const letGo = await store.repairs.hold("main");
    expect(letGo).not.toBeNull();
    expect(await store.repairs.hold("main")).toBeNull();
    expect(await other.repairs.hold("main")).toBeNull();
    expect(await other.repairs.hold("../other gateway")).not.toBeNull();
    await letGo?.();
    expect(await other.repairs.hold("main")).not.toBeNull();
  });
});
