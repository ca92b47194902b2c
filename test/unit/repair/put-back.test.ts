import { describe, expect, test } from "vitest";
import { valueAt, withValue, type JsonObject } from "../../../src/core/json.ts";
import { REDACTED, type ConfigView } from "../../../src/core/plan.ts";
import { movedByWrite, stillMoved } from "../../../src/repair/plan/around.ts";
import { planOf } from "../parts/repair.ts";
import { adminOf, toEnd } from "./bench/process.ts";
import { BEFORE, RIGHT, setRepairs } from "./bench/setting.ts";
import { ENTRY } from "./bench/world.ts";

const PORT = ["gateway", "port"];

/** A gateway that also moves its port with its first so many writes. */
function meddling(times: number) {
  let left = times;
  return (document: JsonObject): JsonObject => ((left -= 1) >= 0 ? withValue(document, PORT, 99) : document);
}

const fix = async (options: Parameters<typeof setRepairs>[0]) => carryOut(await setRepairs(options));

async function carryOut(setting: Awaited<ReturnType<typeof setRepairs>>) {
  const { repairs, world } = setting;
  const found = await repairs.prescribe({ ...adminOf("1", world), gateway: "main" });
  if (found.kind !== "plan") throw new Error(found.kind);
  const told = await toEnd(await repairs.confirm(found.plan.id, adminOf("1", world)));
  return { ...setting, plan: found.plan, told };
}

describe("what a write of ours moves besides its plan", () => {
  test.each(["2026.3.2", "2026.9.6"])("is put back at once on %s, and said", async (version) => {
    const { world, told, store, plan } = await fix({ version, meddle: meddling(1) });
    expect(valueAt(world.document(), PORT)).toBe(1);
    expect(valueAt(world.running(), PORT)).toBe(1);
    expect(valueAt(world.document(), ENTRY)).toEqual(RIGHT);
    expect(told).toContain("The gateway moved other values along with that, and they were put back: gateway.port.");
    expect(told.at(-1)).toBe("Proved: the wanted model answered.");
    expect((await store.find(plan.id))?.state).toBe("fixed");
  });

  test("is waited for where the gateway restarts for it later than for the write itself", async () => {
    let writes = 0;
    const { told } = await fix({
      version: "2026.3.2",
      meddle: meddling(1),
      altered: ({ patch }) => ({
        async patch(...row) {
          const outcome = await patch(...row);
          writes += 1;
          return outcome.kind === "written" && writes === 2 ? { ...outcome, restartIn: 30_000 } : outcome;
        },
      }),
    });
    expect(told).toContain("Written. Waiting for the gateway, which restarts within 30 s.");
  });

  test("is said at the end where the gateway moves it again and again", async () => {
    const { world, told } = await fix({ meddle: meddling(9) });
    expect(valueAt(world.document(), PORT)).toBe(99);
    expect(told.at(-1)).toContain(
      "Other values changed since the plan was made, and stay as they are now: gateway.port.",
    );
  });

  test("is left as somebody set it since, without another write", async () => {
    let writes = 0;
    const setting = await setRepairs({
      meddle: meddling(1),
      altered: ({ patch }) => ({
        async patch(...row) {
          const outcome = await patch(...row);
          writes += 1;
          setting.world.edit({ gateway: { port: 7 } });
          return outcome;
        },
      }),
    });
    await carryOut(setting);
    expect([writes, valueAt(setting.world.document(), PORT)]).toEqual([1, 7]);
  });

  test("is put back by an undo too", async () => {
    let writes = 0;
    const meddle = (document: JsonObject): JsonObject =>
      (writes += 1) === 2 ? withValue(document, PORT, 99) : document;
    const { repairs, world, plan } = await fix({ meddle });
    const view = await repairs.planUndo({ repair: plan.id }, adminOf("1", world));
    if (view.kind !== "plan") throw new Error(view.kind);
    const told = await toEnd(await repairs.confirm(view.plan.id, adminOf("1", world)));
    expect(told).toContain("The gateway moved other values along with that, and they were put back: gateway.port.");
    expect(world.document()).toEqual(BEFORE);
  });
});

const side = (document: JsonObject, rest: Partial<ConfigView> = {}): ConfigView => ({
  document,
  file: document,
  running: document,
  hash: "h",
  includes: [],
  keepsIncludes: false,
  ...rest,
});
const plan = planOf({ a: { b: 1 } }, [{ path: ["a", "b"], after: 2 }], "2026.9.6");

describe("what has moved by a write", () => {
  const view = side(
    { a: { b: 1, c: 1 }, list: [1, 2], key: REDACTED, name: "filled", meta: { at: 1 } },
    { running: { a: { b: 1, c: 1 }, list: [1, 2], more: 5 }, file: { name: "${NAME}" } },
  );
  const same = { a: { b: 2, c: 1 }, list: [1, 2], key: REDACTED, name: "filled", meta: { at: 1 } };
  test.each<[what: string, answered: JsonObject, paths: readonly string[]]>([
    ["nothing but the plan", same, []],
    ["a value beside it", { ...same, a: { b: 2, c: 7 } }, ["a.c"]],
    ["a value that went", { ...same, a: { b: 2 } }, ["a.c"]],
    ["a list", { ...same, list: [2, 1] }, ["list"]],
    ["a value that came", { ...same, extra: { x: 1 } }, ["extra"]],
    ["what a release fills in and had in effect before", { ...same, more: 5 }, []],
    ["a placeholder as the file has it", { ...same, name: "${NAME}" }, []],
    ["what gateways write about their writing", { ...same, meta: { at: 2 }, wizard: {} }, []],
    ["a secret, which nobody has", { ...same, key: "other" }, []],
  ])("%s", (_, answered, paths) => {
    expect(movedByWrite(plan, view, answered).map((path) => path.join("."))).toEqual(paths);
  });

  const before = side({ x: 1, y: 1 });
  const answered = { x: 2, y: 2 };
  test.each<[what: string, now: ConfigView, still: readonly string[]]>([
    ["stands as it was left", side({ x: 2, y: 2 }), ["x", "y"]],
    ["was changed by somebody else since", side({ x: 3, y: 2 }), ["y"]],
    ["is as before again", side({ x: 1, y: 2 }), ["y"]],
    ["is not in effect", side({ x: 2, y: 2 }, { running: { x: 1, y: 2 } }), ["y"]],
    ["shows on the other side alone", side({ x: 9, y: 9 }, { running: { x: 2, y: 2 } }), ["x", "y"]],
  ])("%s", (_, now, still) => {
    expect(stillMoved([["x"], ["y"]], { before, answered, now }).map((path) => path.join("."))).toEqual(still);
  });
});
