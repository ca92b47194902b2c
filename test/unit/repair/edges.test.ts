import { describe, expect, test } from "vitest";
import type { Diagnosis } from "../../../src/core/diagnosis.ts";
import { TooLarge } from "../../../src/core/gateway-admin.ts";
import { valueAt, type JsonObject } from "../../../src/core/json.ts";
import { REDACTED, type Plan, type PlanStep, type Remedy } from "../../../src/core/plan.ts";
import type { RepairStore } from "../../../src/core/repair.ts";
import type { Text } from "../../../src/core/card.ts";
import type { AgentReport } from "../../../src/core/report.ts";
import type { Progress, ReportProgress } from "../../../src/core/repairs.ts";
import { releaseOf } from "../../../src/core/releases/index.ts";
import { MINUTE, SECOND } from "../../../src/core/time.ts";
import { movedAround } from "../../../src/repair/plan/around.ts";
import { lostBy, sayLost } from "../../../src/repair/plan/lost.ts";
import { lowestBefore, standingOf } from "../../../src/repair/plan/standing.ts";
import { resume, tellEnds } from "../../../src/repair/resume/resume.ts";
import { STILL } from "../../../src/repair/run/job.ts";
import { begin, type RunPorts } from "../../../src/repair/run/runs.ts";
import { createTelling } from "../../../src/repair/run/telling.ts";
import { planOf } from "../parts/repair.ts";
import { lineToText } from "../parts/text.ts";
import { adminOf, AGENT, toEnd } from "./bench/process.ts";
import { BEFORE, remedyOf, RIGHT, setRepairs, WRONG } from "./bench/setting.ts";
import { ENTRY, FALLBACK, type Fault } from "./bench/world.ts";
import { english } from "../../../src/words/speak.ts";
import { say } from "../../../src/words/say.ts";

type Setting = Awaited<ReturnType<typeof setRepairs>>;

async function planOn({ repairs, world }: Pick<Setting, "repairs" | "world">): Promise<string> {
  const found = await repairs.prescribe({ ...adminOf("1", world), gateway: "main" });
  if (found.kind !== "plan") throw new Error(found.kind);
  return found.plan.id;
}
const confirm = async ({ repairs, world }: Setting, id: string) =>
  toEnd(await repairs.confirm(id, adminOf("1", world)));
const entryOf = ({ world }: Setting) => valueAt(world.document(), ENTRY);
const killedAt = (at: string): ((step: string) => boolean) => {
  let left = 1;
  return (step) => step === at && (left -= 1) === 0;
};

describe("the check", () => {
  test("is begun three times where its requests get no answer, and then not again", async () => {
    const lost = Array.from({ length: 40 }, (): Fault => ({ at: 4, kind: "lost-before" }));
    const setting = await setRepairs({ faults: lost });
    const told = await confirm(setting, await planOn(setting));
    expect(told.filter((one) => one.startsWith("Proving"))).toHaveLength(3);
    expect(told.join("\n")).toContain("Not fixed: the check could not be made: the request got no answer.");
    expect(entryOf(setting)).toEqual(WRONG);
  });

  test("of a gateway that does not come back for it says so, and what was written is taken back when it does", async () => {
    const setting = await setRepairs({ version: "2026.3.2" });
    const id = await planOn(setting);
    const begun = await setting.repairs.confirm(id, adminOf("1", setting.world));
    if (begun.kind !== "begun") throw new Error(begun.kind);
    let told: readonly string[] = [];
    let isGone = false;
    for await (const { state, lines } of begun.progress) {
      told = lines.map(({ text }) => english(text));
      if (state === "proving" && !isGone) {
        isGone = true;
        setting.world.leave(5 * MINUTE);
      }
    }
    expect(told.join("\n")).toContain("Not fixed: the gateway did not come back: nothing listens. Undoing the change.");
    expect(told.join("\n")).toContain("The gateway does not answer (nothing listens)");
    expect(entryOf(setting)).toEqual(WRONG);
    expect((await setting.store.find(id))?.state).toBe("reverted");
  });
});

describe("a write that the gateway allows only later", () => {
  test("is made when it does, and for how long it waits is said", async () => {
    const setting = await setRepairs({ faults: [{ at: 1, kind: "rate-limited" }] });
    const id = await planOn(setting);
    const at = setting.world.clock();
    const told = await confirm(setting, id);
    expect(told).toContain("The gateway allows only a few changes a minute: waiting 20 s.");
    expect(setting.world.clock() - at).toBeGreaterThanOrEqual(20 * SECOND);
    expect(told.at(-1)).toBe("Proved: the wanted model answered.");
  });

  test("and whose answer is lost is followed by the restart it causes, however long ago its plan was made", async () => {
    const setting = await setRepairs({
      version: "2026.3.2",
      altered: ({ patch }) => ({
        async patch(...row) {
          await patch(...row);
          throw new Error("the request got no answer");
        },
      }),
    });
    const id = await planOn(setting);
    setting.world.pass(MINUTE);
    const told = await confirm(setting, id);
    expect(told.some((line) => line.startsWith("Written. Waiting for the gateway"))).toBe(true);
    expect(told.at(-1)).toBe("Proved: the wanted model answered.");
  });

  test("is not waited for where that is longer than anybody would", async () => {
    const setting = await setRepairs({ faults: [{ at: 1, kind: "limited-long" }] });
    const id = await planOn(setting);
    const at = setting.world.clock();
    const told = await confirm(setting, id);
    expect(told.at(-1)).toBe("Nothing was changed: the gateway allows no more changes for now.");
    expect(setting.world.clock() - at).toBeLessThan(MINUTE);
    expect(entryOf(setting)).toEqual(WRONG);
  });
});

const portsOf = (setting: Setting, store: Partial<RepairStore>): RunPorts => ({
  openAdmin: () => Promise.reject(new Error("nobody asks")),
  repairs: { ...setting.store, ...store },
  clock: setting.world.clock,
  sleep: setting.world.sleep,
  newId: () => "n",
  signal: new AbortController().signal,
});

describe("what is begun", () => {
  const move = { from: ["planned"], to: "applying", words: "confirmed" } as const;

  test.each<[what: string, store: Partial<RepairStore>, why: Text]>([
    ["beside one that somebody has in hand", { hold: () => Promise.resolve(null) }, say("plan.under-way")],
    ["after another one was ended meanwhile", { wasRepairedSince: () => Promise.resolve(true) }, say("plan.outdated")],
    ["twice", { move: () => Promise.resolve(false) }, "gone"],
  ])("is nothing %s, and the gateway is let go", async (_, store, why) => {
    const setting = await setRepairs();
    const repair = await setting.store.find(await planOn(setting));
    if (repair === null) throw new Error("no repair");
    expect(await begin(portsOf(setting, store), repair, move, "gone")).toMatchObject({
      kind: "refused",
      why,
    });
    const letGo = await setting.store.hold("main");
    expect(letGo).not.toBeNull();
    await letGo?.();
  });

  test("lets the gateway go where the journal cannot be written", async () => {
    const setting = await setRepairs();
    const repair = await setting.store.find(await planOn(setting));
    if (repair === null) throw new Error("no repair");
    const broken = { move: () => Promise.reject(new Error("disk full")) };
    await expect(begin(portsOf(setting, broken), repair, move, "gone")).rejects.toThrow("disk full");
    const letGo = await setting.store.hold("main");
    expect(letGo).not.toBeNull();
    await letGo?.();
  });

  test("of one gateway does not keep another one waiting", async () => {
    const setting = await setRepairs();
    const other = { ...planOf(BEFORE, [{ path: ["a"], after: 1 }], "2026.9.6"), id: "other", gateway: "elsewhere" };
    await setting.store.add(other);
    await setting.store.move("other", ["planned"], "applying", 0, "x");
    const told = await confirm(setting, await planOn(setting));
    expect(told.at(-1)).toBe("Proved: the wanted model answered.");
  });
});

test("where a proof fails, what somebody changed of the same values meanwhile stays, and that is said", async () => {
  const mine = { ...RIGHT, baseUrl: "https://mine.test" };
  const setting = await setRepairs({
    faults: [{ at: 1, kind: "wrong-answerer" }],
    altered: (admin) => ({
      async say(...turn) {
        setting.world.edit({ models: { mode: "merge", providers: { "openai-codex": mine } } });
        return admin.say(...turn);
      },
    }),
  });
  const id = await planOn(setting);
  const told = await confirm(setting, id);
  expect(told.at(-1)).toMatch(/^The change could not be undone: .*changed by somebody else since/);
  expect(entryOf(setting)).toEqual(mine);
  expect((await setting.store.find(id))?.state).toBe("unclear");
});

test("a process that is stopped in the middle decides nothing more: a later one goes on", async () => {
  const setting = await setRepairs();
  const id = await planOn(setting);
  const repair = await setting.store.find(id);
  if (repair === null) throw new Error("no repair");
  const stopped = new AbortController();
  const ports = { ...portsOf(setting, {}), openAdmin: () => setting.world.open("two"), signal: stopped.signal };
  const begun = await begin(ports, repair, { from: ["planned"], to: "applying", words: "confirmed" }, "gone");
  if (begun.kind !== "begun") throw new Error(begun.kind);
  for await (const { state } of begun.progress) if (state === "proving") stopped.abort();
  expect((await setting.store.find(id))?.state).toBe("proving");
  expect((await setting.store.events(id)).map(({ event }) => event)).not.toContain("reverting");
  expect(entryOf(setting)).toEqual(RIGHT);
  await setting.start("three").repairs.resume(() => Promise.resolve(true));
  expect((await setting.store.find(id))?.state).toBe("fixed");
});

test("a check that a stop cuts short is not begun again by the process that stops", async () => {
  const setting = await setRepairs();
  const repair = await setting.store.find(await planOn(setting));
  if (repair === null) throw new Error("no repair");
  const stopped = new AbortController();
  const cut = (): Promise<never> => {
    stopped.abort();
    return Promise.reject(new Error("the connection is closed"));
  };
  const openAdmin = async () => {
    const admin = await setting.world.open("two");
    return "refused" in admin ? admin : { ...admin, say: cut };
  };
  const ports = { ...portsOf(setting, {}), openAdmin, signal: stopped.signal };
  const told = await toEnd(
    await begin(ports, repair, { from: ["planned"], to: "applying", words: "confirmed" }, "gone"),
  );
  expect(told.filter((line) => line.startsWith("Proving"))).toHaveLength(1);
});

async function interrupt(at: string) {
  const setting = await setRepairs({ killsAt: killedAt(at) });
  const id = await planOn(setting);
  await confirm(setting, id).catch(() => []);
  expect((await setting.store.find(id))?.state).toBe("applying");
  return { ...setting, id };
}

const collect =
  (told: Progress[], stands = true): ReportProgress =>
  (progress) => {
    told.push(progress);
    return Promise.resolve(stands);
  };

describe("what an earlier process left", () => {
  test("before anything was written is carried out within minutes, and not when its plan has long expired", async () => {
    const soon = await interrupt("after applying");
    await soon.start("two").repairs.resume(() => Promise.resolve(true));
    expect(entryOf(soon)).toEqual(RIGHT);

    const later = await interrupt("after applying");
    later.world.pass(2 * MINUTE + 9 * MINUTE);
    await later.start("two").repairs.resume(() => Promise.resolve(true));
    expect(entryOf(later)).toEqual(RIGHT);

    const late = await interrupt("after applying");
    late.world.pass(2 * MINUTE + 10 * MINUTE + 1);
    const told: Progress[] = [];
    await late.start("two").repairs.resume(collect(told));
    expect(entryOf(late)).toEqual(WRONG);
    expect(told.at(-1)?.lines.at(-1)?.text).toEqual(
      "Nothing was changed: it was interrupted before anything was written, and its plan has expired since.",
    );
    expect((await late.store.find(late.id))?.state).toBe("reverted");
  });

  test.each([
    ["long ago is not waited for", "2026.3.2", MINUTE, false],
    ["just now is waited for: its restart may still be to come", "2026.3.2", 0, true],
    ["within half a minute is waited for, too: restarts keep that apart", "2026.3.2", 25 * SECOND, true],
    ["just now is not waited for where the gateway does not restart", "2026.9.6", 0, false],
  ])("written %s", async (_what, version, passed, isWaitedFor) => {
    const setting = await setRepairs({ version, killsAt: killedAt("after proving") });
    await confirm(setting, await planOn(setting)).catch(() => []);
    setting.world.pass(passed);
    const told: Progress[] = [];
    await setting.start("two").repairs.resume(collect(told));
    expect(told.at(-1)?.state).toBe("fixed");
    const lines = told.at(-1)?.lines.map(({ text }) => english(text)) ?? [];
    expect(lines.some((line) => line.startsWith("Written. Waiting for the gateway"))).toBe(isWaitedFor);
  });

  test("before anything was written is not carried out on a configuration that was changed since", async () => {
    const setting = await interrupt("after applying");
    setting.world.edit({ gateway: { port: 2 } });
    const told: Progress[] = [];
    await setting.start("two").repairs.resume(collect(told));
    expect(english(told.at(-1)?.lines.at(-1)?.text ?? "")).toBe(
      "Nothing was changed: the configuration was changed by somebody else meanwhile.",
    );
    expect(setting.world.document()).toEqual({ ...BEFORE, gateway: { port: 2 } });
  });

  test("is left to whoever has it in hand", async () => {
    const setting = await interrupt("after applying");
    const letGo = await setting.store.hold("main");
    const told: Progress[] = [];
    await setting.start("two").repairs.resume(collect(told));
    expect(told).toEqual([]);
    await letGo?.();
  });

  test("and was ended meanwhile is not gone on with, and let go", async () => {
    const setting = await interrupt("after applying");
    const { store, id } = setting;
    const stale = await store.unfinished();
    await store.move(id, ["applying"], "reverted", 0, "ended");
    const told: Progress[] = [];
    const ports = {
      openAdmin: () => Promise.reject(new Error("nobody asks")),
      repairs: { ...store, unfinished: () => Promise.resolve(stale) },
      clock: setting.world.clock,
      sleep: setting.world.sleep,
      newId: () => "n",
      signal: new AbortController().signal,
    };
    await resume(ports, collect(told));
    expect(told).toEqual([]);
    expect((await store.events(id)).map(({ event }) => event)).not.toContain("resumed");
    const letGo = await store.hold("main");
    expect(letGo).not.toBeNull();
    await letGo?.();
  });

  test("is noted as gone on with, and owed until its end was told", async () => {
    const setting = await interrupt("after applying");
    const { store, id } = setting;
    await setting.start("two").repairs.resume(() => Promise.resolve(false));
    expect((await store.events(id)).map(({ event }) => event)).toContain("resumed");
    expect((await store.untold(setting.world.clock())).map(({ plan }) => plan.id)).toEqual([id]);

    const told: Progress[] = [];
    const { repairs } = setting.start("three");
    // As long as whoever watched it may be shown its end, it is left to them.
    await repairs.tellEnds(collect(told), MINUTE);
    expect(told).toEqual([]);
    await repairs.tellEnds(collect(told, false), 0);
    expect(told.map(({ state }) => state)).toEqual(["fixed"]);
    expect(told[0]?.lines.map(({ text }) => english(text))).toContain("the wanted model answered");
    await repairs.tellEnds(collect(told), 0);
    await repairs.tellEnds(collect(told), 0);
    expect(told).toHaveLength(2);
    expect(await store.untold(setting.world.clock())).toEqual([]);
  });

  test("is not told by a process that stops", async () => {
    const setting = await interrupt("after applying");
    const stopped = new AbortController();
    stopped.abort();
    const told: Progress[] = [];
    const ports = {
      openAdmin: () => setting.world.open("two"),
      repairs: setting.store,
      clock: setting.world.clock,
      sleep: setting.world.sleep,
      newId: () => "n",
      signal: stopped.signal,
    };
    await resume(ports, collect(told));
    expect(told).toEqual([]);
    await tellEnds(ports, collect(told), 0);
    expect(told).toEqual([]);
  });
});

describe("telling", () => {
  test("says for how long only after a while, and only of what was told", () => {
    let now = 0;
    const shown: Progress[] = [];
    const telling = createTelling(
      planOf({}, [], "2026.9.6"),
      () => now,
      (one) => shown.push(one),
    );
    now = 2 * STILL;
    telling.pulse();
    expect(shown).toEqual([]);
    void telling.tell("applying", "First.");
    void telling.tell("proving", "Second.");
    now += STILL - 1;
    telling.pulse();
    expect(shown).toHaveLength(2);
    now += 1;
    telling.pulse();
    now += STILL - 1;
    telling.pulse();
    now += 1;
    telling.pulse();
    expect(shown.slice(2).map(({ state, lines }) => [state, ...lines.map(({ text }) => english(text))])).toEqual([
      ["proving", "First.", `Second. ${STILL / SECOND} s so far.`],
      ["proving", "First.", `Second. ${(2 * STILL) / SECOND} s so far.`],
    ]);
  });

  test("an undo on a release that restarts says that it waits", async () => {
    const setting = await setRepairs({ version: "2026.3.2" });
    const id = await planOn(setting);
    await confirm(setting, id);
    const view = await setting.repairs.planUndo({ repair: id }, adminOf("1", setting.world));
    if (view.kind !== "plan") throw new Error(view.kind);
    const told = await confirm(setting, view.plan.id);
    expect(told).toContain("Written. Waiting for the gateway, which restarts within 2 s.");
    // … and ends only once the gateway runs with it.
    expect(valueAt(setting.world.running(), ENTRY)).toEqual(WRONG);
  });
});

const found = (remedy: string | null): Diagnosis => ({
  rule: "empty-account",
  severity: "critical",
  title: "The account is empty",
  explanation: ["Pay."],
  remedy,
  agents: ["main"],
});

describe("a plan", () => {
  test("whose first part goes into another file is proved once, when all of it is written", async () => {
    const setting = await setRepairs({ remedies: [remedyOf(2)] });
    const repair = await setting.store.find(await planOn(setting));
    if (repair === null) throw new Error("no repair");
    const steps = repair.plan.steps.map((one, index) => ({ ...one, part: index === 0 }));
    await setting.store.add({ ...repair.plan, id: "parts", steps });
    const told = await confirm(setting, "parts");
    expect(told.filter((one) => /^(Applying|Proving)/.test(one)).map((one) => one.split(":")[0])).toEqual([
      "Applying",
      "Applying",
      "Proving",
    ]);
    expect(entryOf(setting)).toBeUndefined();
  });

  test("of an undo is not made while the gateway is away, and why is said", async () => {
    const setting = await setRepairs();
    const id = await planOn(setting);
    await confirm(setting, id);
    setting.world.leave(MINUTE);
    expect(await setting.repairs.planUndo({ repair: id }, adminOf("1", setting.world))).toEqual({
      kind: "unreachable",
      why: "nothing listens",
      fix: "start it",
    });
  });

  test("is not looked for with the right to write where no remedy is named", async () => {
    const setting = await setRepairs({ report: { diagnoses: [found(null)] } });
    const answer = await setting.repairs.prescribe({ ...adminOf("1", setting.world), gateway: "main" });
    expect(answer.kind === "refuse" ? lineToText(answer.why) : null).toContain("The account is empty. ");
    expect(setting.world.requests()).toBe(0);
  });

  test.each<[verdict: AgentReport["verdict"], answered: Plan["answered"]]>([
    ["silent-fallback", [{ agent: "main", wanted: FALLBACK }]],
    ["failing", []],
  ])("keeps who answered before, and nobody where the last turn had no answer: %s", async (verdict, answered) => {
    const setting = await setRepairs({ report: { agents: [{ ...AGENT, verdict }] } });
    const { plan } = (await setting.store.find(await planOn(setting))) ?? {};
    expect(plan?.answered).toEqual(answered);
  });

  test("of what ends the gateway at its next message has nobody asked once that is back", async () => {
    const remedy: Remedy = {
      ...remedyOf(1),
      propose: (examination) => {
        const proposal = remedyOf(1).propose(examination);
        return proposal?.kind === "change" ? { ...proposal, fragile: true } : proposal;
      },
    };
    const setting = await setRepairs({ remedies: [remedy] });
    expect((await setting.store.find(await planOn(setting)))?.plan.answered).toEqual([]);
  });

  test.each([null, "2026.1.1"])("is made for no gateway whose release is not known: %s", async (version) => {
    const setting = await setRepairs({
      altered: (admin) => ({
        async examine() {
          const seen = await admin.examine();
          const release = releaseOf(version, { methods: ["models.probe"] });
          return { ...seen, version, snapshot: { ...seen.snapshot, version, release } };
        },
      }),
    });
    const answer = await setting.repairs.prescribe({ ...adminOf("1", setting.world), gateway: "main" });
    expect(answer).toMatchObject({ kind: "refuse", title: { id: "plan.unknown-release" } });
  });

  test("that somebody chose is made all the same", async () => {
    const remedy = { ...remedyOf(1), chosen: true as const };
    const setting = await setRepairs({ report: { diagnoses: [found(null)] }, remedies: [remedy] });
    const choice = { agent: null, model: "x/y" };
    const answer = await setting.repairs.prescribe({ ...adminOf("1", setting.world), gateway: "main", choice });
    expect(answer).toMatchObject({ kind: "plan" });
  });

  test("that fills what was empty has not moved it", () => {
    const plan = planOf({ models: {} }, [{ path: ["models", "providers", "a"], after: 1 }], "2026.9.6");
    const document = { models: { providers: { a: 1 } } };
    expect(movedAround(plan, { document, running: document })).toEqual([]);
  });

  test("of a journal that did not keep what stood around it tells of nothing that moved", () => {
    const plan = planOf({ a: 1 }, [{ path: ["a"], after: 2 }], "2026.9.6");
    const view = { document: { a: 2, b: 1 }, running: { a: 2, b: 1 } };
    expect(movedAround(plan, view)).toEqual(["b"]);
    expect(movedAround({ ...plan, around: { document: {}, running: {} } }, view)).toEqual([]);
  });
});

describe("what cannot be put back", () => {
  const entry = { baseUrl: "https://a.test", apiKey: REDACTED, models: [{ id: "a" }] };
  const path = ["models", "providers", "a"];

  test.each<
    [what: string, after: JsonObject | undefined, version: string, lost: "key" | "models" | null, before?: JsonObject]
  >([
    ["a key that goes with its entry", undefined, "2026.9.6", "key"],
    [
      "rows beside a key, where rows only merge",
      { ...entry, models: [{ id: "a" }, { id: "b" }] },
      "2026.3.2",
      "models",
    ],
    [
      "a key of one row of many",
      undefined,
      "2026.9.6",
      "key",
      { models: [{ id: "a" }, { id: "b", apiKey: REDACTED }] },
    ],
    ["nothing, where the key stays", { ...entry, baseUrl: "https://b.test" }, "2026.9.6", null],
  ])("is %s, and said in the plan of its undo", (_, after, version, lost, before = entry) => {
    const document = { models: { providers: { a: before } } };
    const { steps } = planOf(document, [{ path, ...(after && { after }) }], version);
    expect(lostBy(steps)).toBe(lost);
    expect(sayLost(steps)).toEqual(lost === null ? [] : [[say("plan.loses", { lost })]]);
  });

  test("is a key where only one of several steps loses it", () => {
    const document = { models: { providers: { a: entry } } };
    const rows = planOf(document, [{ path, after: { ...entry, models: [{ id: "a" }, { id: "b" }] } }], "2026.3.2");
    const removal = planOf(document, [{ path }], "2026.3.2");
    expect(lostBy([...rows.steps, ...removal.steps])).toBe("key");
  });
});

const step = (rest: Partial<PlanStep> = {}): PlanStep => ({
  label: "x",
  changes: [{ path: ["a"], before: 1, after: 2 }],
  forward: [],
  split: false,
  made: [],
  exact: true,
  part: false,
  ...rest,
});

describe("where a value stands", () => {
  test.each<[document: JsonObject, split: boolean, standing: string]>([
    [{ a: 2, more: 1 }, false, "after"],
    [{ a: 1 }, false, "before"],
    [{ a: 3 }, false, "neither"],
    [{}, false, "neither"],
    [{}, true, "between"],
    [{ a: 3 }, true, "neither"],
  ])("of %j, where it is removed before it is set anew: %s, is %s", (document, split, standing) => {
    expect(standingOf(step({ split }), document)).toBe(standing);
  });

  test("the first step that was not taken is where those that were end", () => {
    const steps = ["a", "b", "c"].map((key) => step({ changes: [{ path: [key], before: 1, after: 2 }] }));
    expect(lowestBefore(steps, { a: 2, b: 1, c: 1 })).toBe(1);
    expect(lowestBefore(steps, { a: 2, b: 2, c: 2 })).toBeNull();
    expect(lowestBefore(steps, { a: 1, b: 2, c: 2 })).toBe(0);
  });
});

const refuse = () => Promise.reject(new TooLarge());

describe("repairs as a whole", () => {
  test("are told newest first, each with its account", async () => {
    const setting = await setRepairs();
    const id = await planOn(setting);
    await confirm(setting, id);
    const { repairs, unreadable } = await setting.repairs.latest(5);
    expect(unreadable).toBe(0);
    expect(repairs.map(({ repair, events }) => [repair.plan.id, events.at(0)?.event, events.at(-1)?.event])).toEqual([
      [id, "planned", "fixed"],
    ]);
  });

  test("of a configuration that is too large to be held whole are not made, and that is said", async () => {
    const setting = await setRepairs();
    const id = await planOn(setting);
    const open = setting.world.open;
    const tooLarge = await setRepairs({
      world: {
        ...setting.world,
        async open(name: string) {
          const admin = await open(name);
          return "refused" in admin ? admin : { ...admin, examine: refuse, config: refuse };
        },
      },
      store: setting.store,
    });
    const asker = adminOf("1", setting.world);
    expect(await tooLarge.repairs.prescribe({ ...asker, gateway: "main" })).toMatchObject({
      kind: "unreachable",
      why: say("plan.too-large"),
      fix: say("plan.too-large-fix"),
    });
    await confirm(setting, id);
    const undo = await setting.repairs.planUndo({ repair: id }, asker);
    if (undo.kind !== "plan") throw new Error(undo.kind);
    expect(await tooLarge.repairs.planUndo({ repair: id }, asker)).toMatchObject({ kind: "unreachable" });
    expect(await tooLarge.repairs.confirm(undo.plan.id, asker)).toMatchObject({
      kind: "refused",
      why: say("plan.too-large"),
    });
  });

  test("leave no connection open: planned, carried out, undone, looked at, and shown anew", async () => {
    const setting = await setRepairs();
    const { repairs, world } = setting;
    const asker = adminOf("1", world);
    const id = await planOn(setting);
    expect(world.connections()).toBe(0);
    await confirm(setting, id);
    expect(world.connections()).toBe(0);
    await repairs.planRelease({ ...asker, gateway: "main" });
    expect(world.connections()).toBe(0);
    const undo = await repairs.planUndo({ repair: id }, asker);
    if (undo.kind !== "plan") throw new Error(undo.kind);
    expect(world.connections()).toBe(0);
    world.edit({ gateway: { port: 2 } });
    const outdated = await repairs.confirm(undo.plan.id, adminOf("1", world));
    if (outdated.kind !== "outdated" || outdated.now.kind !== "plan") throw new Error(outdated.kind);
    expect(world.connections()).toBe(0);
    await confirm(setting, outdated.now.plan.id);
    expect(world.connections()).toBe(0);
    expect(entryOf(setting)).toEqual(WRONG);
  });

  test("tell where their card stands, and that its end was shown, to the journal", async () => {
    const setting = await setRepairs();
    const { world, store } = setting;
    const id = await planOn(setting);
    const begun = await setting.repairs.confirm(id, adminOf("1", world));
    if (begun.kind !== "begun") throw new Error(begun.kind);
    const card = { platform: "room", target: "t", message: "m" };
    await begun.trail.stands(card);
    expect((await store.find(id))?.card).toEqual(card);
    await toEnd(begun);
    expect((await store.untold(world.clock())).map(({ plan }) => plan.id)).toEqual([id]);
    await begun.trail.ended();
    expect(await store.untold(world.clock())).toEqual([]);
  });
});
