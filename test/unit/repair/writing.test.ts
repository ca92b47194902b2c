import { describe, expect, test } from "vitest";
import type { PatchOutcome } from "../../../src/core/gateway-admin.ts";
import { valueAt, withValue, type JsonObject } from "../../../src/core/json.ts";
import { REDACTED, type Remedy } from "../../../src/core/plan.ts";
import { MINUTE, SECOND } from "../../../src/core/time.ts";
import { adminOf, toEnd } from "./bench/process.ts";
import { BEFORE, remedyOf, RIGHT, setRepairs, WRONG } from "./bench/setting.ts";
import { ENTRY, PRIMARY } from "./bench/world.ts";
import { english } from "../../../src/words/speak.ts";

type Options = Parameters<typeof setRepairs>[0];
type Setting = Awaited<ReturnType<typeof setRepairs>>;

async function planOn({ repairs, world }: Setting): Promise<string> {
  const found = await repairs.prescribe({ ...adminOf("1", world), gateway: "main" });
  if (found.kind !== "plan") throw new Error(found.kind);
  return found.plan.id;
}
const press = ({ repairs, world }: Setting, id: string) => repairs.confirm(id, adminOf("1", world));

async function fix(options: Options) {
  const setting = await setRepairs(options);
  const id = await planOn(setting);
  const told = await toEnd(await press(setting, id));
  return { ...setting, id, told, state: async (one = id) => (await setting.store.find(one))?.state };
}

async function undo(setting: Awaited<ReturnType<typeof fix>>) {
  const view = await setting.repairs.planUndo({ repair: setting.id }, adminOf("1", setting.world));
  if (view.kind !== "plan") throw new Error(view.kind);
  const told = await toEnd(await press(setting, view.plan.id));
  return { told, state: await setting.state(view.plan.id) };
}

const correcting = (after: JsonObject): Remedy => ({
  id: "test",
  propose: () => ({
    kind: "change",
    title: "Correct the route",
    why: [],
    steps: [{ label: "correct it", sets: [{ path: ENTRY, after }] }],
    effects: [],
    proves: [{ agent: "main", wanted: PRIMARY }],
  }),
});

/** Rows are merged by id on 2026.3.2: one that goes takes the whole list with it, and it is set anew. */
const TWO_ROWS = {
  ...WRONG,
  models: [
    { id: "gpt-5.4", name: "GPT" },
    { id: "old", name: "Old" },
  ],
};
const SPLIT = {
  version: "2026.3.2",
  before: withValue(BEFORE, ENTRY, TWO_ROWS),
  remedies: [correcting(RIGHT)],
} satisfies Options;

/** Of the patches that are written, the n-th is refused. */
const refusing = (refused: number): Pick<NonNullable<Options>, "altered"> => {
  let written = 0;
  return {
    altered: ({ patch }) => ({
      patch(...row): Promise<PatchOutcome> {
        written += 1;
        return written === refused ? Promise.resolve({ kind: "refused", why: "invalid config" }) : patch(...row);
      },
    }),
  };
};

test("a write that gets no answer and stands a moment later is not taken for one that was not made", async () => {
  const setting = await setRepairs({
    altered: () => ({
      patch(...row) {
        const { world } = setting;
        void world.sleep(SECOND).then(async () => {
          const slow = await world.open("slow");
          return "refused" in slow ? slow : slow.patch(...row);
        });
        return Promise.reject(new Error("the request got no answer"));
      },
    }),
  });
  const told = await toEnd(await press(setting, await planOn(setting)));
  expect(told.at(-1)).toBe("Proved: the wanted model answered.");
  expect(valueAt(setting.world.document(), ENTRY)).toEqual(RIGHT);
});

describe("a change that takes two writes", () => {
  test("is made of both, each against what the one before left", async () => {
    const { world, state } = await fix(SPLIT);
    expect(await state()).toBe("fixed");
    expect(valueAt(world.document(), ENTRY)).toEqual(RIGHT);
  });

  test("of which the second is refused is taken back: the first has removed what was there", async () => {
    const { world, told, state } = await fix({ ...SPLIT, ...refusing(2) });
    expect(await state()).toBe("reverted");
    expect(told).toContain("Not fixed: the gateway refused the change: invalid config. Undoing the change.");
    expect(world.document()).toEqual(SPLIT.before);
  });

  test("of which the first is refused has changed nothing", async () => {
    const { world, told, state } = await fix({ ...SPLIT, ...refusing(1) });
    expect(await state()).toBe("reverted");
    expect(told.at(-1)).toBe("Nothing was changed: the gateway refused the change: invalid config.");
    expect(world.document()).toEqual(SPLIT.before);
  });

  test("interrupted between them is gone on with by the second alone: only a few writes a minute are allowed", async () => {
    let written = 0;
    const one = await setRepairs({
      ...SPLIT,
      altered: ({ patch }) => ({
        async patch(...row) {
          const outcome = await patch(...row);
          written += 1;
          if (written === 1) one.kill();
          return outcome;
        },
      }),
    });
    const id = await planOn(one);
    await press(one, id).then(toEnd, () => []);
    expect(valueAt(one.world.document(), ENTRY)).toBeUndefined();
    await one.start("two").repairs.resume(() => Promise.resolve(true));
    expect((await one.store.find(id))?.state).toBe("fixed");
    expect(valueAt(one.world.document(), ENTRY)).toEqual(RIGHT);
    expect(written).toBe(2);
  });
});

describe("an undo", () => {
  test("that the gateway does not keep is not called done", async () => {
    let writes = 0;
    const setting = await fix({
      meddle: (document) => ((writes += 1) > 1 ? withValue(document, ENTRY, RIGHT) : document),
    });
    const { told, state } = await undo(setting);
    expect(state).toBe("unclear");
    expect(told.at(-1)).toContain("The change could not be undone: the gateway did not keep it.");
    expect(await setting.state()).toBe("fixed");
  });

  test("beside which somebody writes something else in the same moment is made on what stands there then", async () => {
    let writes = 0;
    const setting = await fix({
      altered: ({ patch }) => ({
        patch(...row) {
          if ((writes += 1) === 2) setting.world.edit({ gateway: { port: 2 } });
          return patch(...row);
        },
      }),
    });
    const { told, state } = await undo(setting);
    expect(state).toBe("undone");
    expect(told.at(-1)).toContain("The configuration is again what it was");
    expect(setting.world.document()).toEqual({ ...BEFORE, gateway: { port: 2 } });
    expect(writes).toBe(3);
  });

  test("of two steps of which only the first write announces the restart waits for it", async () => {
    let writes = 0;
    const setting = await fix({
      version: "2026.3.2",
      remedies: [remedyOf(2)],
      altered: ({ patch }) => ({
        async patch(...row) {
          const outcome = await patch(...row);
          return (writes += 1) === 4 && outcome.kind === "written" ? { ...outcome, restartIn: null } : outcome;
        },
      }),
    });
    const { told, state } = await undo(setting);
    expect([writes, state]).toEqual([4, "undone"]);
    expect(told.filter((line) => line.startsWith("Written. Waiting for the gateway"))).toHaveLength(1);
    expect(setting.world.running()).toEqual(BEFORE);
  });

  test("that the gateway refuses is not tried again and again, and a person is called at once", async () => {
    const setting = await fix(refusing(2));
    const at = setting.world.clock();
    const { told, state } = await undo(setting);
    expect(state).toBe("unclear");
    expect(told.at(-1)).toContain("could not be undone: the gateway refused the change: invalid config.");
    expect(setting.world.clock() - at).toBeLessThan(MINUTE);
    expect(valueAt(setting.world.document(), ENTRY)).toEqual(RIGHT);
  });

  test.each(["2026.3.2", "2026.5.28"])(
    "on %s of rows beside a key, which stay, is done and says so",
    async (version) => {
      const keyed = { ...WRONG, apiKey: REDACTED };
      const after = { ...RIGHT, apiKey: REDACTED, models: [...RIGHT.models, { id: "new", name: "New" }] };
      const setting = await fix({
        version,
        before: withValue(BEFORE, ENTRY, keyed),
        remedies: [correcting(after)],
      });
      const { told, state } = await undo(setting);
      expect(state).toBe("undone");
      expect(told.at(-1)).toBe(
        "The configuration is again what it was, but for models that were added to an entry with a key: they stay listed.",
      );
      const rows = [
        { id: "gpt-5.4", name: "GPT" },
        { id: "new", name: "New" },
      ];
      expect(valueAt(setting.world.document(), ENTRY)).toEqual({ ...keyed, models: rows });
      expect(valueAt(setting.world.running(), ENTRY)).toEqual({ ...keyed, models: rows });
    },
  );
});

test.each([
  // Once where it is begun, and at each of its steps.
  ["after applying", 3],
  ["after proving", 2],
])("a repair interrupted in its second step, %s, goes on with that, and does not begin anew", async (at, times) => {
  let left = times;
  const one = await setRepairs({
    remedies: [remedyOf(2)],
    killsAt: (step) => step === at && (left -= 1) === 0,
  });
  const id = await planOn(one);
  await press(one, id).then(toEnd, () => []);
  expect(await one.store.find(id)).toMatchObject({ step: 1 });
  const told: string[] = [];
  await one.start("two").repairs.resume(({ lines }) => {
    told.push(...lines.map(({ text }) => english(text)));
    return Promise.resolve(true);
  });
  expect((await one.store.find(id))?.state).toBe("fixed");
  expect(told).not.toContain("Applying: correct it.");
  expect(told).toContain("Proving: one short turn in a session of its own.");
  expect(valueAt(one.world.document(), ENTRY)).toBeUndefined();
});

test("what a write moved along, and could not be put back, is not said to be", async () => {
  let writes = 0;
  const port = ["gateway", "port"];
  const { world, told, state } = await fix({
    meddle: (document) => ((writes += 1) === 1 ? withValue(document, port, 99) : document),
    ...refusing(2),
  });
  expect(await state()).toBe("fixed");
  expect(valueAt(world.document(), port)).toBe(99);
  expect(told.join("\n")).not.toContain("were put back");
  expect(told.at(-1)).toContain("stay as they are now: gateway.port.");
});

test("a plan that was begun meanwhile, and nobody has in hand, is not called another one", async () => {
  const one = await setRepairs();
  const id = await planOn(one);
  const stale = await one.store.find(id);
  await one.store.move(id, ["planned"], "applying", 0, "x");
  // Read before it was begun, pressed after.
  const two = await setRepairs({ store: { ...one.store, find: () => Promise.resolve(stale) } });
  expect(await two.repairs.confirm(id, adminOf("1", one.world))).toEqual({
    kind: "refused",
    why: "This plan was already decided.",
  });
});
