import { describe, expect, test } from "vitest";
import { valueAt } from "../../../src/core/json.ts";
import { REDACTED, type Remedy } from "../../../src/core/plan.ts";
import type { OpenAdmin } from "../../../src/core/gateway-admin.ts";
import { MINUTE, SECOND } from "../../../src/core/time.ts";
import { begin } from "../../../src/repair/run/runs.ts";
import { adminOf, toEnd, type Process } from "./bench/process.ts";
import { BEFORE, moded, remedyOf, RIGHT, setRepairs, WRONG } from "./bench/setting.ts";
import { ENTRY, FALLBACK, PRIMARY, type World } from "./bench/world.ts";
import { english } from "../../../src/words/speak.ts";
import { inEnglish } from "../../parts/in-english.ts";

type Setting = Awaited<ReturnType<typeof setRepairs>>;

const ask = ({ repairs }: Pick<Process, "repairs">, world: World, who = "1", removesKeys = false) =>
  repairs.prescribe({ ...adminOf(who, world), gateway: "main", removesKeys });

async function planOf(setting: Pick<Setting, "repairs" | "world">, who = "1", removesKeys = false): Promise<string> {
  const found = await ask(setting, setting.world, who, removesKeys);
  if (found.kind !== "plan") throw new Error(`no plan: ${found.kind}`);
  return found.plan.id;
}

async function fixIt(setting: Setting): Promise<string> {
  const id = await planOf(setting);
  await toEnd(await setting.repairs.confirm(id, adminOf("1", setting.world)));
  return id;
}

const stateOf = async ({ store }: Setting, id: string) => (await store.find(id))?.state;
const entryOf = (world: World) => valueAt(world.document(), ENTRY);

const undoOf = async (setting: Setting, repair: string, who = "1") => {
  const view = await setting.repairs.planUndo({ repair }, adminOf(who, setting.world));
  if (view.kind !== "plan") throw new Error(`no undo: ${view.kind}`);
  return view.plan;
};

const press = (setting: Setting, id: string, who = "1") => setting.repairs.confirm(id, adminOf(who, setting.world));

const KEYED = { ...RIGHT, apiKey: REDACTED };
/** Its second step takes a key along. */
const REMOVES_KEY = {
  before: { models: { providers: { "openai-codex": { ...WRONG, apiKey: REDACTED } } } },
  remedies: [
    {
      ...remedyOf(2),
      propose(examination) {
        const proposal = remedyOf(2).propose(examination);
        const steps = [
          { label: "correct it", sets: [{ path: ENTRY, after: KEYED }] },
          { label: "remove it", sets: [{ path: ENTRY }] },
        ];
        return proposal?.kind === "change" ? { ...proposal, steps } : proposal;
      },
    },
  ],
} satisfies Parameters<typeof setRepairs>[0];

const release = (setting: Setting, who = "1") =>
  setting.repairs.planRelease({ ...adminOf(who, setting.world), gateway: "main" });

describe("a plan", () => {
  test("is carried out once, and says step by step what it does", async () => {
    const setting = await setRepairs();
    const id = await planOf(setting);
    const begun = await setting.repairs.confirm(id, adminOf("1", setting.world));
    const told = await toEnd(begun);
    expect(told).toEqual([
      "Applying: correct it.",
      "Proving: one short turn in a session of its own.",
      "Proved: the wanted model answered.",
    ]);
    expect(entryOf(setting.world)).toEqual(RIGHT);
    expect(await setting.repairs.confirm(id, adminOf("1", setting.world))).toEqual({
      kind: "refused",
      why: "This plan was already confirmed; it is carried out once.",
    });
  });

  test("cannot be confirmed by another admin, who is shown a plan of their own", async () => {
    const setting = await setRepairs();
    const id = await planOf(setting);
    const answer = await setting.repairs.confirm(id, adminOf("2", setting.world));
    expect(answer).toMatchObject({ kind: "outdated", now: { plan: { by: { id: "2" } } } });
    expect(entryOf(setting.world)).toEqual(WRONG);
  });

  test("that has expired begins nothing, and its successor is shown", async () => {
    const setting = await setRepairs();
    const id = await planOf(setting);
    setting.world.pass(2 * MINUTE + 1);
    const answer = await setting.repairs.confirm(id, adminOf("1", setting.world));
    expect(answer).toMatchObject({ kind: "outdated", why: "This plan has expired; ask for a new one." });
    expect(entryOf(setting.world)).toEqual(WRONG);
  });

  test("of before somebody else's repair is refused, although its values stand by now", async () => {
    const setting = await setRepairs();
    const other = setting.start("two");
    const theirs = await planOf({ ...setting, repairs: other.repairs }, "2");
    await fixIt(setting);
    const answer = await other.repairs.confirm(theirs, adminOf("2", setting.world));
    expect(answer).toMatchObject({ why: "Another repair of this gateway was begun since this was shown." });
    expect(await stateOf(setting, theirs)).toBe("planned");
  });

  test("can be cancelled by whoever asked for it, and by nobody else", async () => {
    const setting = await setRepairs();
    const id = await planOf(setting);
    const cancel = (who: string) => setting.repairs.cancel(id, adminOf(who, setting.world).by);
    expect(await cancel("2")).toEqual("Only the admin who asked for this plan can cancel it.");
    expect(await stateOf(setting, id)).toBe("planned");
    expect(await cancel("1")).toEqual("Cancelled; nothing was changed.");
    expect(await cancel("1")).toEqual("It is too late to cancel: the plan was already decided.");
    expect(await setting.repairs.confirm(id, adminOf("1", setting.world))).toMatchObject({
      why: "This plan was cancelled; ask for a new one.",
    });
    expect(await setting.repairs.confirm("none", adminOf("1", setting.world))).toMatchObject({
      why: "This plan is not known any more; ask for a new one.",
    });
  });

  test("that is carried out cannot be cancelled any more, and goes on to its end", async () => {
    const setting = await setRepairs();
    const id = await planOf(setting);
    const begun = await press(setting, id);
    expect(await setting.repairs.cancel(id, adminOf("1", setting.world).by)).toEqual(
      "It is too late to cancel: the plan was already decided.",
    );
    await toEnd(begun);
    expect(await stateOf(setting, id)).toBe("fixed");
  });

  test("whose configuration was changed since writes nothing", async () => {
    const setting = await setRepairs();
    const id = await planOf(setting);
    setting.world.edit({ gateway: { port: 2 } });
    const told = await toEnd(await setting.repairs.confirm(id, adminOf("1", setting.world)));
    expect(told.at(-1)).toBe("Nothing was changed: the configuration was changed by somebody else meanwhile.");
    expect(entryOf(setting.world)).toEqual(WRONG);
  });

  test("whose values somebody else set meanwhile is not called ours", async () => {
    const setting = await setRepairs();
    const id = await planOf(setting);
    setting.world.edit({ models: { mode: "merge", providers: { "openai-codex": RIGHT } } });
    await toEnd(await setting.repairs.confirm(id, adminOf("1", setting.world)));
    expect(await stateOf(setting, id)).toBe("reverted");
  });
});

describe("an undo", () => {
  test("is a plan first: what it makes of the values, and who will answer again", async () => {
    const setting = await setRepairs();
    const undo = await undoOf(setting, await fixIt(setting));
    expect(undo).toMatchObject({
      title: "Undo “Correct the route”",
      shows: [{ path: ENTRY, before: RIGHT, after: WRONG }],
    });
    expect(inEnglish(undo.effects)).toContain("will be answered by openai-codex/gpt-5.3-codex again");
    expect(entryOf(setting.world)).toEqual(RIGHT);
    const told = await toEnd(await press(setting, undo.id));
    expect(told.at(-1)).toBe("The configuration is again what it was.");
    expect(setting.world.document()).toEqual(BEFORE);
    expect(await setting.repairs.planUndo({ gateway: "main" }, adminOf("1", setting.world))).toEqual({ kind: "none" });
  });

  test("of a repair before which nobody answered says that what it mended is broken again", async () => {
    const setting = await setRepairs({ report: { agents: [] } });
    expect(inEnglish((await undoOf(setting, await fixIt(setting))).effects)).toContain("will be broken again");
  });

  test("is none of a repair that was taken back, nor of a plan that was never carried out", async () => {
    const setting = await setRepairs();
    const planned = await planOf(setting);
    const undoing = (repair: string) => setting.repairs.planUndo({ repair }, adminOf("1", setting.world));
    expect(await undoing(planned)).toEqual({ kind: "none" });
    const fixed = await fixIt(setting);
    await toEnd(await press(setting, (await undoOf(setting, fixed)).id));
    expect(await undoing(fixed)).toEqual({ kind: "none" });
  });

  test("of what ended unclear is an undo like any other, and the repair is undone with it", async () => {
    const setting = await setRepairs();
    const id = await planOf(setting);
    setting.world.edit({ models: { mode: "merge", providers: { "openai-codex": RIGHT } } });
    await setting.store.move(id, ["planned"], "unclear", 0, "lost");
    await toEnd(await press(setting, (await undoOf(setting, id)).id));
    expect(entryOf(setting.world)).toEqual(WRONG);
    expect(await stateOf(setting, id)).toBe("undone");
  });

  test("is none of what changed nothing of the configuration", async () => {
    const setting = await setRepairs();
    setting.world.pin([{ session: "agent:main:main", agent: "main", model: FALLBACK, by: "gateway" }]);
    const view = await release(setting);
    if (view.kind !== "ready" || view.plan === null) throw new Error("no plan");
    await toEnd(await press(setting, view.plan.id));
    expect(await stateOf(setting, view.plan.id)).toBe("fixed");
    expect(await setting.repairs.planUndo({ repair: view.plan.id }, adminOf("1", setting.world))).toEqual({
      kind: "none",
    });
  });

  test("of what ended unclear in its first step says nothing of what the second one would have lost", async () => {
    const setting = await setRepairs(REMOVES_KEY);
    const id = await planOf(setting, "1", true);
    setting.world.edit({ models: { providers: { "openai-codex": KEYED } } });
    await setting.store.move(id, ["planned"], "unclear", 0, "lost");
    const undo = await undoOf(setting, id);
    expect(undo.steps).toHaveLength(1);
    expect(inEnglish(undo.effects)).not.toContain("key");
    await setting.store.move(id, ["unclear"], "unclear", 1, "lost");
    expect(inEnglish((await undoOf(setting, id)).effects)).toContain("key");
  });

  test("of a first step that was not proved says nothing of it either", async () => {
    const setting = await setRepairs({ ...REMOVES_KEY, faults: [{ at: 1, kind: "wrong-answerer" }] });
    const id = await planOf(setting, "1", true);
    const told = await toEnd(await press(setting, id));
    expect(await stateOf(setting, id)).toBe("reverted");
    expect(told.at(-1)).toContain("The configuration is again what it was.");
  });

  test("whose time is over is shown anew as the one of its own repair, not of the newest", async () => {
    const setting = await setRepairs({ remedies: [remedyOf(1), moded] });
    const first = await fixIt(setting);
    await fixIt(setting);
    const undo = await undoOf(setting, first);
    setting.world.pass(2 * MINUTE + 1);
    expect(await press(setting, undo.id)).toMatchObject({
      kind: "outdated",
      now: { plan: { task: { kind: "undo", repair: first } } },
    });
  });

  test("that was shown before the configuration changed writes nothing, and shows how it stands now", async () => {
    const setting = await setRepairs();
    const undo = await undoOf(setting, await fixIt(setting));
    const mine = { ...RIGHT, baseUrl: "https://mine.test" };
    setting.world.edit({ models: { mode: "merge", providers: { "openai-codex": mine } } });
    const answer = await press(setting, undo.id);
    expect(answer).toMatchObject({ kind: "outdated", now: { plan: { title: "The configuration was changed since" } } });
    expect(entryOf(setting.world)).toEqual(mine);
    if (answer.kind !== "outdated") return;
    await toEnd(await press(setting, answer.now.plan.id));
    expect(entryOf(setting.world)).toMatchObject({ baseUrl: WRONG.baseUrl });
  });

  test("whose values somebody else sets after it was begun is given up at once, and theirs stay", async () => {
    const setting = await setRepairs();
    const undo = await undoOf(setting, await fixIt(setting));
    const begun = await press(setting, undo.id);
    const at = setting.world.clock();
    const mine = { ...RIGHT, baseUrl: "https://mine.test" };
    setting.world.edit({ models: { mode: "merge", providers: { "openai-codex": mine } } });
    const told = await toEnd(begun);
    expect(told.at(-1)).toContain("could not be undone: the configuration was changed by somebody else since.");
    expect(setting.world.clock() - at).toBeLessThan(MINUTE);
    expect(entryOf(setting.world)).toEqual(mine);
    expect(await stateOf(setting, undo.id)).toBe("unclear");
  });

  test("of two steps of which the second was never taken takes back the first", async () => {
    const setting = await setRepairs({ remedies: [remedyOf(2)] });
    const id = await fixIt(setting);
    // As after a crash of the gateway that lost its last write.
    setting.world.edit({
      models: { mode: "merge", providers: { "openai-codex": RIGHT, mine: { baseUrl: "https://a.test" } } },
    });
    const undo = await undoOf(setting, id);
    expect(undo.title).toEqual("Undo “Correct the route”");
    await toEnd(await press(setting, undo.id));
    expect(entryOf(setting.world)).toEqual(WRONG);
  });

  test.each(["2026.3.2", "2026.9.6"])(
    "where all is as before already says so on %s, writes nothing and waits for no restart",
    async (version) => {
      const setting = await setRepairs({ remedies: [remedyOf(2)], version });
      const id = await fixIt(setting);
      setting.world.edit({ models: BEFORE["models"] ?? {} });
      expect(await toEnd(await press(setting, (await undoOf(setting, id)).id))).toEqual([
        "Putting back what was there before.",
        "The configuration is again what it was.",
      ]);
      expect(await stateOf(setting, id)).toBe("undone");
    },
  );

  test("of another admin's is theirs alone", async () => {
    const setting = await setRepairs();
    const undo = await undoOf(setting, await fixIt(setting));
    expect(await press(setting, undo.id, "2")).toMatchObject({ kind: "outdated" });
    expect(entryOf(setting.world)).toEqual(RIGHT);
  });
});

describe("what is said where there is nothing to confirm", () => {
  const nothing = { id: "nothing", propose: () => null } satisfies Remedy;
  test("a gateway without a fault is left alone", async () => {
    const setting = await setRepairs({ report: { diagnoses: [] } });
    expect(await ask(setting, setting.world)).toEqual({ kind: "healthy" });
  });
  test("a gateway that is being repaired gets no plan made of what is half written", async () => {
    const setting = await setRepairs({ report: { onHold: true, diagnoses: [] } });
    expect(await ask(setting, setting.world)).toMatchObject({ kind: "refuse" });
  });
  test("a gateway that cannot be read is not repaired", async () => {
    const report = { reading: { state: "unreadable" as const, since: null, why: "it is away" } };
    const setting = await setRepairs({ report });
    expect(await ask(setting, setting.world)).toEqual({ kind: "unreachable", why: "it is away", fix: null });
  });
  test.each([
    ["refusing", { isDown: true }],
    ["away", {}],
    ["silent", {}],
  ] as const)(
    "one that is %s may be kept from starting by what it is set to only where nothing listens",
    async (cause, told) => {
      const link = { state: "waiting", cause, why: "no link" } as const;
      const reading = { state: "unreadable", since: null, why: "no link" } as const;
      const setting = await setRepairs({ report: { link, reading } });
      expect(await ask(setting, setting.world)).toEqual({ kind: "unreachable", why: "no link", fix: null, ...told });
    },
  );
  test("a gateway that lets nobody write says what to do", async () => {
    const setting = await setRepairs();
    setting.world.leave(MINUTE);
    expect(await ask(setting, setting.world)).toEqual({ kind: "unreachable", why: "nothing listens", fix: "start it" });
    expect(await setting.repairs.planRelease({ ...adminOf("1", setting.world), gateway: "main" })).toMatchObject({
      kind: "unreachable",
    });
  });
  test("causes that no change mends are named", async () => {
    const setting = await setRepairs({ remedies: [nothing] });
    expect(await ask(setting, setting.world)).toMatchObject({
      kind: "refuse",
      title: "No configuration change fixes this",
    });
  });
  test("what nobody can prove is not done, and what changes nothing is no plan", async () => {
    const unproved: Remedy = { id: "u", propose: () => ({ ...change, proves: [] }) };
    const idle: Remedy = {
      id: "i",
      propose: () => ({ ...change, steps: [{ label: "x", sets: [{ path: ENTRY, after: WRONG }] }] }),
    };
    const setting = await setRepairs({ remedies: [unproved, idle] });
    expect(await ask(setting, setting.world)).toMatchObject({ kind: "refuse" });
  });
  const change = {
    kind: "change" as const,
    title: "x",
    why: [],
    steps: [{ label: "x", sets: [{ path: ENTRY }] }],
    effects: [],
    proves: [{ agent: "main", wanted: PRIMARY }],
  };
});

describe("sessions that a fallback left on its model", () => {
  const stuck = { session: "agent:main:main", agent: "main", model: FALLBACK, by: "gateway" as const };
  const chosen = { ...stuck, session: "agent:main:mine", by: "person" as const };

  test("are listed, and released as they were shown; what people chose stays", async () => {
    const setting = await setRepairs();
    setting.world.pin([stuck, chosen]);
    const view = await release(setting);
    if (view.kind !== "ready" || view.plan === null) throw new Error("no plan");
    expect(setting.world.pinned()).toHaveLength(2);
    const told = await toEnd(await setting.repairs.confirm(view.plan.id, adminOf("1", setting.world)));
    expect(told.at(-1)).toContain("Released: agent:main:main.");
    expect(setting.world.pinned()).toEqual([chosen]);
    expect(await release(setting)).toMatchObject({ plan: null });
  });

  test("and that somebody set to that model themselves meanwhile stay there", async () => {
    const setting = await setRepairs();
    const other = { ...stuck, session: "agent:main:other" };
    setting.world.pin([stuck, other]);
    const view = await release(setting);
    if (view.kind !== "ready" || view.plan === null) throw new Error("no plan");
    const wanted = { ...other, by: "person" as const };
    setting.world.pin([stuck, wanted]);
    await toEnd(await setting.repairs.confirm(view.plan.id, adminOf("1", setting.world)));
    expect(setting.world.pinned()).toEqual([wanted]);
  });

  test("are offered when a repair is proved, and when nothing else is wrong", async () => {
    const setting = await setRepairs();
    setting.world.pin([stuck]);
    const begun = await setting.repairs.confirm(await planOf(setting), adminOf("1", setting.world));
    if (begun.kind !== "begun") throw new Error("not begun");
    let last = null;
    for await (const progress of begun.progress) last = progress.release;
    expect(last).toMatchObject({ title: "Release 1 session" });
    // What is offered can be confirmed.
    expect(await stateOf(setting, last?.id ?? "none")).toBe("planned");

    const quiet = await setRepairs({
      remedies: [],
      report: {
        diagnoses: [
          { rule: "silent-fallback", severity: "warning", title: "x", explanation: [], remedy: null, agents: [] },
        ],
      },
    });
    quiet.world.pin([stuck]);
    expect(await ask(quiet, quiet.world)).toMatchObject({ kind: "pinned", plan: { title: "Release 1 session" } });

    // Where something is wrong that nothing here mends, they would fall back again.
    const broken = await setRepairs({ remedies: [] });
    broken.world.pin([stuck]);
    expect(await ask(broken, broken.world)).toMatchObject({ kind: "refuse" });
  });

  test("that stay although they were released are said so", async () => {
    const setting = await setRepairs();
    setting.world.pin([stuck]);
    const view = await release(setting);
    if (view.kind !== "ready" || view.plan === null) throw new Error("no plan");
    setting.world.leave(10 * MINUTE);
    const told = await toEnd(await setting.repairs.confirm(view.plan.id, adminOf("1", setting.world)));
    expect(told.at(-1)).toBe("Not all sessions were released: nothing listens. Ask again with /release-sessions.");
    expect(await stateOf(setting, view.plan.id)).toBe("reverted");
  });

  test("are left to the next process where this one ends in the middle", async () => {
    const setting = await setRepairs();
    const { world, store } = setting;
    world.pin([stuck]);
    const view = await release(setting);
    if (view.kind !== "ready" || view.plan === null) throw new Error("no plan");
    const repair = await store.find(view.plan.id);
    if (repair === null) throw new Error("no repair");
    const stopped = new AbortController();
    const openAdmin: OpenAdmin = async () => {
      const admin = await world.open("two");
      if ("refused" in admin) return admin;
      return {
        ...admin,
        unpin(...row) {
          stopped.abort();
          return admin.unpin(...row);
        },
      };
    };
    const { clock, sleep } = world;
    const ports = { openAdmin, repairs: store, clock, sleep, newId: () => "n", signal: stopped.signal };
    await toEnd(await begin(ports, repair, { from: ["planned"], to: "applying", words: "confirmed" }, "gone"));
    expect(await stateOf(setting, repair.plan.id)).toBe("applying");
    await setting.start("three").repairs.resume(() => Promise.resolve(true));
    expect(await stateOf(setting, repair.plan.id)).toBe("fixed");
  });

  test("that the gateway refuses to release are said so, with its words", async () => {
    const setting = await setRepairs({
      altered: () => ({ unpin: () => Promise.reject(new Error("unknown session")) }),
    });
    setting.world.pin([stuck]);
    const view = await release(setting);
    if (view.kind !== "ready" || view.plan === null) throw new Error("no plan");
    const told = await toEnd(await setting.repairs.confirm(view.plan.id, adminOf("1", setting.world)));
    expect(told.at(-1)).toBe("Not all sessions were released: unknown session. Ask again with /release-sessions.");
    expect(await stateOf(setting, view.plan.id)).toBe("reverted");
  });

  test("of which another admin was shown the list are released by nobody else's press", async () => {
    const setting = await setRepairs();
    setting.world.pin([stuck]);
    const view = await release(setting);
    if (view.kind !== "ready" || view.plan === null) throw new Error("no plan");
    expect(await setting.repairs.confirm(view.plan.id, adminOf("2", setting.world))).toMatchObject({
      kind: "outdated",
      now: { plan: { task: { kind: "release" }, by: { id: "2" } } },
    });
    expect(setting.world.pinned()).toEqual([stuck]);
  });
});

describe("a gateway that does not come back", () => {
  test("before anything was written is left as it was; what may be written is looked at for half an hour", async () => {
    const setting = await setRepairs();
    const id = await planOf(setting);
    setting.world.leave(3 * 60 * MINUTE);
    const told = await toEnd(await setting.repairs.confirm(id, adminOf("1", setting.world)));
    expect(told.at(-1)).toContain("The change could not be undone: nothing listens.");
    expect(await stateOf(setting, id)).toBe("unclear");
  });
});

test("on a release that restarts a repair is proved by the gateway that came back", async () => {
  const setting = await setRepairs({ version: "2026.3.2" });
  const id = await fixIt(setting);
  expect(await stateOf(setting, id)).toBe("fixed");
  expect(valueAt(setting.world.running(), ENTRY)).toEqual(RIGHT);
});

test("a plan of which one step finds its values in place takes the others", async () => {
  const whole = remedyOf(1);
  const remedy: Remedy = {
    ...whole,
    propose(examination) {
      const proposal = whole.propose(examination);
      if (proposal?.kind !== "change") return proposal;
      const inPlace = { label: "leave it", sets: [{ path: ["models", "mode"], after: "merge" }] };
      return { ...proposal, steps: [...proposal.steps, inPlace] };
    },
  };
  const setting = await setRepairs({ remedies: [remedy] });
  const id = await fixIt(setting);
  expect(await stateOf(setting, id)).toBe("fixed");
  expect(entryOf(setting.world)).toEqual(RIGHT);
});

describe("waiting", () => {
  test.each(["2026.3.2", "2026.9.6"])("is never silent for ten seconds on %s: fixing and undoing", async (version) => {
    const setting = await setRepairs({ version });
    const { world } = setting;
    const longest = async (begun: Awaited<ReturnType<typeof press>>, slow: number): Promise<number> => {
      if (begun.kind !== "begun") throw new Error(begun.kind);
      let [last, most] = [world.clock(), 0];
      world.leave(slow);
      for await (const { lines } of begun.progress) {
        expect(lines.length).toBeGreaterThan(0);
        most = Math.max(most, world.clock() - last);
        last = world.clock();
      }
      return most;
    };
    const id = await planOf(setting);
    expect(await longest(await press(setting, id), 40 * SECOND)).toBeLessThan(10 * SECOND);
    expect(await stateOf(setting, id)).toBe("fixed");
    const undo = await undoOf(setting, id);
    expect(await longest(await press(setting, undo.id), 21 * SECOND)).toBeLessThan(10 * SECOND);
    expect(entryOf(world)).toEqual(WRONG);
  });

  test("says for how long what it waits for has been going on", async () => {
    const setting = await setRepairs({ version: "2026.3.2" });
    const begun = await press(setting, await planOf(setting));
    if (begun.kind !== "begun") throw new Error(begun.kind);
    setting.world.leave(30 * SECOND);
    const said: string[] = [];
    for await (const { lines } of begun.progress) said.push(english(lines.at(-1)?.text ?? ""));
    expect(said).toContainEqual(expect.stringMatching(/^Applying: correct it\. \d+ s so far\.$/));
    expect(said.at(-1)).toBe("Proved: the wanted model answered.");
  });
});
