import { setImmediate as nextRound } from "node:timers/promises";
import * as fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { isSame, valueAt } from "../../../../src/core/json.ts";
import { isProofSession, type Repair } from "../../../../src/core/repair.ts";
import type { Store } from "../../../../src/core/store.ts";
import { openFile } from "../../../../src/store/sqlite/open.ts";
import { makeFolder } from "../../../contracts/operator-shell.ts";
import { adminOf, isUnderWay, startProcess, toEnd, type Process } from "./process.ts";
import { afterOf, BEFORE, remedyOf } from "./setting.ts";
import { createWorld, ENTRY, type Fault, type World } from "./world.ts";

const FAULT: fc.Arbitrary<Fault> = fc.record({
  at: fc.integer({ min: 3, max: 45 }),
  kind: fc.constantFrom<Fault["kind"]>(
    "crash",
    "restart",
    "lost-before",
    "lost-after",
    "rate-limited",
    "limited-long",
    "refused",
    "foreign-edit",
    "edit-of-the-same",
    "resting",
    "wrong-answerer",
  ),
});

const STEP = fc.constantFrom("applying", "proving", "reverting", "fixed", "reverted", "undoing", "undone", "unclear");
const CASE = fc.record({
  version: fc.constantFrom("2026.3.2", "2026.9.6"),
  steps: fc.constantFrom<1 | 2>(1, 2),
  faults: fc.array(FAULT, { maxLength: 3 }),
  kills: fc.array(fc.tuple(fc.constantFrom("before", "after"), STEP), { maxLength: 2 }),
  /** A second admin in a second process confirms a plan of their own at the same time, or later. */
  rival: fc.constantFrom("none", "at once", "later"),
  /** A second live process on the same repair: it looks all the while for what nobody has in hand, and may be pressed too. */
  beside: fc.constantFrom("none", "looks", "is pressed"),
  undo: fc.boolean(),
});
type Case = typeof CASE extends fc.Arbitrary<infer T> ? T : never;

async function run(store: Store, at: { now: () => number }, one: Case, serial: number): Promise<void> {
  const processes: Process[] = [];
  const made = createWorld({
    version: one.version,
    before: BEFORE,
    faults: one.faults,
    begins: serial * 100_000_000,
    crash: (name) => processes.find((process) => process.name === name && !process.isDead())?.kill(),
  });
  at.now = made.clock;
  let ids = 0;
  const gateway = `gateway-${serial}`;
  const kills = one.kills.map(([side, state]) => `${side} ${state}`);
  const start = (name: string): Process => {
    const process = startProcess({
      name,
      gateway,
      world: made,
      store: store.repairs,
      remedies: [remedyOf(one.steps)],
      newId: () => `p${serial}-${(ids += 1)}`,
      killsAt: (step) => {
        const index = kills.indexOf(step);
        if (index !== -1) kills.splice(index, 1);
        return index !== -1;
      },
    });
    processes.push(process);
    return process;
  };
  const began = made.clock();

  /** Whatever was begun comes to its end, in whichever process. */
  const settle = async (): Promise<void> => {
    for (let tries = 0; tries < 12; tries += 1) {
      const open = (await store.repairs.unfinished()).filter(isUnderWay);
      expect(open.length).toBeLessThanOrEqual(1);
      if (open.length === 0) return;
      await start(`resumed-${tries}-${processes.length}`)
        .repairs.resume(() => Promise.resolve(true))
        .catch(() => {});
    }
    expect(await store.repairs.unfinished()).toEqual([]);
  };
  const planIn = async (process: Process, who: string): Promise<string | null> => {
    const found = await process.repairs.prescribe({ ...adminOf(who, made), gateway }).catch(() => null);
    return found?.kind === "plan" ? found.plan.id : null;
  };
  const confirm = async (process: Process, id: string | null, who: string) => {
    if (id === null) return [];
    const begun = await process.repairs.confirm(id, adminOf(who, made)).catch(() => null);
    return begun === null ? [] : toEnd(begun);
  };

  /** Works on a plan in one process, with a second one beside it. */
  const work = async (process: Process, id: string | null): Promise<void> => {
    if (one.beside === "none") return void (await confirm(process, id, "1"));
    const other = start(`beside-${processes.length}`);
    let isOver = false;
    const look = async (): Promise<void> => {
      while (!isOver && !other.isDead()) {
        if (one.beside === "is pressed") await confirm(other, id, "1");
        await other.repairs.resume(() => Promise.resolve(true)).catch(() => {});
        for (let rounds = 0; rounds < 20; rounds += 1) await nextRound();
      }
    };
    const looking = look();
    await confirm(process, id, "1");
    isOver = true;
    await looking;
  };

  const [first, second] = [start("one"), start("two")];
  const mine = await planIn(first, "1");
  const theirs = one.rival === "none" ? null : await planIn(second, "2");
  if (one.rival === "at once") await Promise.all([work(first, mine), confirm(second, theirs, "2")]);
  else await work(first, mine);
  await settle();
  if (one.rival === "later") await confirm(second, theirs, "2");
  await settle();

  const [repair] = await rowsOf(store, gateway);
  await check(await rowsOf(store, gateway), store, made, one);
  if (one.undo && repair?.state === "fixed" && repair.plan.task.kind === "change") {
    const third = start("three");
    const view = await third.repairs.planUndo({ repair: repair.plan.id }, adminOf("1", made)).catch(() => null);
    if (view?.kind === "plan") await work(third, view.plan.id);
    await settle();
    await check(await rowsOf(store, gateway), store, made, one);
  }
  expect(made.clashes).toEqual([]);
  // Rate limits, restarts and rests have ends.
  expect(made.clock() - began).toBeLessThan(4 * 3_600_000);
}

const rowsOf = async (store: Store, gateway: string): Promise<readonly Repair[]> =>
  (await store.repairs.latest(10)).repairs.filter(({ plan }) => plan.gateway === gateway);

/** What must hold whenever nothing is under way. */
async function check(repairs: readonly Repair[], store: Store, world: World, one: Case): Promise<void> {
  const ours = valueAt(world.document(), ENTRY);
  const isTouched = one.faults.some(({ kind }) => kind === "edit-of-the-same");
  const [before, after] = [valueAt(BEFORE, ENTRY), valueAt(afterOf(one.steps), ENTRY)];
  const settled = repairs.filter(({ state }) => state !== "cancelled");
  for (const { plan, state } of settled) {
    expect(["fixed", "reverted", "undone", "unclear"]).toContain(state);
    // The journal tells it.
    const events = await store.repairs.events(plan.id);
    expect(events.findLast(({ event }) => event !== "resumed")?.event).toBe(state);
  }
  const unclear = settled.some(({ state }) => state === "unclear");
  if (!unclear && !isTouched) {
    const isFixed = settled.some(({ plan, state }) => plan.task.kind === "change" && state === "fixed");
    expect(ours).toEqual(isFixed ? after : before);
    // At most one of two rivals is in place.
    expect(
      settled.filter(({ plan, state }) => plan.task.kind === "change" && state === "fixed").length,
    ).toBeLessThanOrEqual(1);
  }
  if (!isTouched && !unclear) expect([before, after].some((value) => isSame(value ?? null, ours ?? null))).toBe(true);
  // Everything else stays, whatever others wrote meanwhile.
  expect(valueAt(world.document(), ["models", "mode"])).toBe("merge");
  expect(valueAt(world.document(), ["models", "providers", "mine"])).toEqual({ baseUrl: "https://a.test" });
  for (const edit of world.foreign.slice(-1)) expect(world.document()).toMatchObject(edit);
  // Who answered before was asked again where something was taken back after a failed proof.
  for (const { plan, state } of settled) {
    const events = await store.repairs.events(plan.id);
    if (state === "reverted" && events.some(({ event }) => event === "reverting"))
      expect(world.asked.some((key) => key.includes(plan.id.toLowerCase()) && key.endsWith("-before"))).toBe(true);
  }
  if (!unclear) expect([...world.sessions.keys()].filter(isProofSession)).toEqual([]);
}

test("whatever goes wrong, in any order, a repair ends whole and says how", async () => {
  const folder = makeFolder();
  const at = { now: () => 0 };
  const store = await openFile(folder, () => at.now());
  onTestFinished(() => store.close());
  let serial = 0;
  const whole = fc.asyncProperty(CASE, async (one) => {
    serial += 1;
    await run(store, at, one, serial);
  });
  const told = await fc.check(whole, { numRuns: Number(process.env["BENCH_RUNS"] ?? 200) });
  expect(told.failed ? fc.defaultReportMessage(told) : null).toBeNull();
}, 240_000);
