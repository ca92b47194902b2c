import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { code } from "../../../src/core/card.ts";
import type { Store } from "../../../src/core/store.ts";
import { openStore } from "../../../src/store/open.ts";
import { say } from "../../../src/words/say.ts";
import { speakText } from "../../../src/words/speak.ts";
import { makePlace, type TestPlace } from "../parts/place.ts";
import { planOf } from "../parts/repair.ts";

const by = (name: string) => ({ platform: "discord", id: name, name });
const CARD = { platform: "telegram", target: "5", message: "7" };

describe("the store of repairs", () => {
  let place: TestPlace;
  let now = 0;
  let store: Store;
  beforeEach(async () => {
    place = await makePlace();
    now = 1_000;
    store = await openStore(place, () => now);
    onTestFinished(async () => {
      await store.close();
      await place[Symbol.asyncDispose]();
    });
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

  test("keeps where its card stands as it goes on", async () => {
    await store.repairs.move("id", ["planned"], "applying", 0, "confirmed", CARD);
    await store.repairs.move("id", ["applying"], "proving", 0, "written");
    await store.repairs.move("id", ["applying", "proving"], "reverting", 0, "not fixed");
    expect(await store.repairs.unfinished()).toMatchObject([{ state: "reverting", card: CARD }]);
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

  test("undoes what was repaired last, whenever it was planned", async () => {
    now += 1;
    await store.repairs.add({ ...planOf({}, [], "2026.9.6"), id: "planned-later" });
    for (const id of ["planned-later", "id"]) {
      now += 1;
      await store.repairs.move(id, ["planned"], "applying", 0, "confirmed");
      await store.repairs.move(id, ["applying"], "fixed", 0, "proved");
      expect((await store.repairs.lastToUndo("main"))?.plan.id).toBe(id);
    }
  });

  test("notes the first of two admins who confirm, nobody after, and only until it begins", async () => {
    expect(await store.repairs.halfApproved("main", now)).toEqual([]);
    expect(await store.repairs.approve("id", by("Ada"))).toBe(true);
    now += 1;
    expect(await store.repairs.approve("id", by("Otto"))).toBe(false);
    expect((await store.repairs.find("id"))?.approved).toEqual({ by: by("Ada"), at: now - 1 });
    expect((await store.repairs.events("id")).map(({ event }) => event)).toEqual(["planned", "approved"]);
    expect((await store.repairs.halfApproved("main", now - 1)).map(({ plan }) => plan.id)).toEqual(["id"]);
    expect(await store.repairs.halfApproved("main", now)).toEqual([]);
    expect(await store.repairs.halfApproved("other", now - 1)).toEqual([]);
    await begin();
    expect(await store.repairs.halfApproved("main", now - 1)).toEqual([]);
  });

  test("knows whether another repair of the gateway was begun or ended since", async () => {
    const since = (at: number, except = "another", gateway = "main") =>
      store.repairs.wasRepairedSince(gateway, at, except);
    expect(await since(now - 1)).toBe(false);
    await begin();
    expect(await since(now - 1)).toBe(true);
    expect(await since(now)).toBe(false);
    expect(await since(now - 1, "id")).toBe(false);
    expect(await since(now - 1, "another", "other")).toBe(false);
    await store.repairs.add({ ...planOf({}, [], "2026.9.6"), id: "given-up", gateway: "other" });
    await store.repairs.move("given-up", ["planned"], "cancelled", 0, "cancelled");
    expect(await since(now - 1, "another", "other")).toBe(false);
  });

  test("counts one as since that was planned before, and carried out after", async () => {
    const before = now;
    now += 1;
    await begin();
    expect(await store.repairs.wasRepairedSince("main", before, "another")).toBe(true);
  });

  test("puts those of another gateway under the same name aside, but for one that has to be ended", async () => {
    const claim = (device: string) => store.ledger.claim("main", { device, address: "a:1" }, now);
    await claim("d1");
    await begin();
    await store.repairs.move("id", ["applying"], "fixed", 0, "proved");
    await store.repairs.add({ ...planOf({}, [], "2026.9.6"), id: "goes-on" });
    await store.repairs.move("goes-on", ["planned"], "applying", 0, "confirmed");
    const shown = async () => (await store.repairs.latest(9)).repairs.map(({ plan }) => plan.id);
    expect(await claim("d2")).toBe("other");
    expect(await shown()).toEqual(["goes-on"]);
    expect(await store.repairs.lastToUndo("main")).toBeNull();
    await store.repairs.move("goes-on", ["applying"], "reverted", 0, "nothing was changed");
    expect(await claim("d1")).toBe("other");
    expect(await shown()).toContain("id");
    expect((await store.repairs.lastToUndo("main"))?.plan.id).toBe("id");
  });

  test("keeps sentences with their English, and says them in any language", async () => {
    const why = say("repair.refused", { why: "no" });
    await store.repairs.note("id", "reverted", say("repair.nothing-changed", { why }));
    await store.repairs.note("id", "resumed", "as an earlier release said it");
    const [, told, before] = await store.repairs.events("id");
    expect(told?.detail).toMatchObject({ otherwise: "Nothing was changed: the gateway refused the change: no." });
    expect(speakText(told?.detail ?? "", "de")).toBe(
      "Nichts wurde geändert: das Gateway hat die Änderung abgelehnt: no.",
    );
    expect(before?.detail).toBe("as an earlier release said it");
  });

  test("keeps the sentences of a plan", async () => {
    const plan = {
      ...planOf({}, [{ path: ["a"], after: "b" }], "2026.9.6"),
      id: "said",
      title: say("remedy.set", { agent: "main" }),
      why: [say("remedy.set-why", { agent: code("main"), model: code("a/b") })],
      effects: [[say("plan.restart"), " ", { kind: "strong" as const, text: say("plan.no-change") }]],
    };
    await store.repairs.add(plan);
    const found = (await store.repairs.find("said"))?.plan;
    expect(found).toMatchObject(plan);
    expect(found?.title).toMatchObject({ otherwise: "Set the model of main" });
    expect(speakText(found?.title ?? "", "de")).toBe("Das Modell von main einstellen");
  });

  test("gives the repairs of a gateway to one at a time, of every process", async () => {
    const other = await openStore(place, () => now);
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
