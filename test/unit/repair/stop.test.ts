import { expect, test } from "vitest";
import { writePlan } from "../../../commands/fix-cards/plan.ts";
import { writeProgress } from "../../../commands/fix-cards/progress.ts";
import type { RetriedTurn } from "../../../src/core/evidence.ts";
import type { Plan } from "../../../src/core/plan.ts";
import { MINUTE, SECOND } from "../../../src/core/time.ts";
import { begin } from "../../../src/repair/run/runs.ts";
import { inEnglish } from "../../parts/in-english.ts";
import { said } from "../parts/failure.ts";
import { adminOf, toEnd } from "./bench/process.ts";
import { setRepairs } from "./bench/setting.ts";
import { PRIMARY } from "./bench/world.ts";

const MAIN = "agent:main:main";
const turn = (rest: Partial<RetriedTurn> = {}): RetriedTurn => ({
  key: "k",
  session: MAIN,
  agent: "main",
  prompt: "p",
  model: PRIMARY,
  failures: 7,
  exact: true,
  since: 0,
  lastAt: MINUTE,
  over: false,
  ...rest,
});
const report = { at: MINUTE + SECOND, retried: [turn()] };

async function setStop(heeds = true, options: Parameters<typeof setRepairs>[0] = {}) {
  const setting = await setRepairs({ report, ...options });
  setting.world.retry(MAIN, heeds);
  const asker = adminOf("1", setting.world);
  const found = await setting.repairs.prescribe({ ...asker, gateway: "main" });
  if (found.kind !== "plan") throw new Error(found.kind);
  const { plan } = found;
  const carryOut = async () => toEnd(await setting.repairs.confirm(plan.id, asker));
  return { ...setting, plan, carryOut };
}

test("a turn that is tried without end is stopped before anything is written, and the plan says what that costs", async () => {
  const { plan, store } = await setStop();
  expect(plan.task).toEqual({
    kind: "stop",
    turns: [{ session: MAIN, agent: "main", prompt: "p", every: 10 * SECOND }],
  });
  expect(plan.steps).toEqual([]);
  const card = inEnglish(writePlan({ plan, approvedBy: null }));
  expect(card).toMatch(/agent:main:main.*of agent/s);
  expect(card).toContain("what is not sent yet is lost");
  expect(card).toContain("for 20 seconds after the stop nothing may be tried again");
  expect((await store.find(plan.id))?.state).toBe("planned");
});

test("it is proved by nothing being tried again, and journaled", async () => {
  const { plan, store, world, carryOut } = await setStop();
  const before = JSON.stringify(world.document());
  expect(await carryOut()).toEqual([
    "Stopping the turn.",
    "The gateway says that it stopped. Watching for 20 seconds that nothing is tried again.",
    "Proved: nothing was tried again for 20 seconds. /fix-codex shows what mends the cause.",
  ]);
  expect((await store.find(plan.id))?.state).toBe("fixed");
  expect((await store.events(plan.id)).map(({ event }) => event)).toEqual(["planned", "applying", "proving", "fixed"]);
  expect(JSON.stringify(world.document())).toBe(before);
  expect(await store.lastToUndo("main")).toBeNull();
});

test("a gateway that tries on is not said to have stopped", async () => {
  const { plan, store, carryOut } = await setStop(false);
  expect((await carryOut()).at(-1)).toBe(
    "A turn is still tried: the gateway did not end it. On the gateway host run: openclaw gateway restart",
  );
  expect((await store.find(plan.id))?.state).toBe("reverted");
});

test("each of several is stopped", async () => {
  const retried = [turn(), turn({ key: "l", session: "agent:main:other" })];
  const { world, store, plan, carryOut } = await setStop(true, { report: { ...report, retried } });
  world.retry("agent:main:other", true);
  await carryOut();
  expect((await store.find(plan.id))?.state).toBe("fixed");
});

test("what somebody asks meanwhile in the same session is no try of it", async () => {
  const setting = await setStop(true, {
    altered: ({ transcript }) => ({
      async transcript(...row) {
        const told = await transcript(...row);
        const at = setting.world.clock();
        const failure = said("401 Missing scopes: api.responses.write");
        return {
          ...told,
          entries: [
            ...told.entries,
            { kind: "asked", at, prompt: "another", run: null },
            { kind: "failed", at, model: PRIMARY, failure, run: null },
          ],
        };
      },
    }),
  });
  await setting.carryOut();
  expect((await setting.store.find(setting.plan.id))?.state).toBe("fixed");
});

test("a gateway that is away, or refuses, is not said to have stopped, and why is told", async () => {
  const away = await setStop();
  away.world.leave(10 * MINUTE);
  expect((await away.carryOut()).at(-1)).toContain("It is not certain that it was stopped: nothing listens.");
  expect((await away.store.find(away.plan.id))?.state).toBe("reverted");

  const refusing = await setStop(true, {
    altered: () => ({ abort: () => Promise.reject(new Error("unknown method: chat.abort")) }),
  });
  expect((await refusing.carryOut()).at(-1)).toContain("unknown method: chat.abort");
  expect((await refusing.store.find(refusing.plan.id))?.state).toBe("reverted");
});

test("a process that ends while it watches decides nothing: the next one stops and watches anew", async () => {
  const setting = await setStop();
  const { plan, store, world } = setting;
  const repair = await store.find(plan.id);
  if (repair === null) throw new Error("no repair");
  const stopped = new AbortController();
  const ports = {
    openAdmin: () => world.open("two"),
    repairs: store,
    clock: world.clock,
    sleep: world.sleep,
    newId: () => "n",
    signal: stopped.signal,
  };
  const begun = await begin(ports, repair, { from: ["planned"], to: "applying", words: "confirmed" }, "gone");
  if (begun.kind !== "begun") throw new Error(begun.kind);
  for await (const { state } of begun.progress) if (state === "proving") stopped.abort();
  expect((await store.find(plan.id))?.state).toBe("proving");
  await setting.start("three").repairs.resume(() => Promise.resolve(true));
  expect((await store.find(plan.id))?.state).toBe("fixed");
});

test.each<[what: string, retried: RetriedTurn]>([
  ["has ended", turn({ over: true })],
  ["was tried last a while ago", turn({ lastAt: -2 * MINUTE })],
])("a turn that %s is not stopped: what mends the cause is planned", async (_, retried) => {
  const { repairs, world } = await setRepairs({ report: { ...report, retried: [retried] } });
  const found = await repairs.prescribe({ ...adminOf("1", world), gateway: "main" });
  expect(found).toMatchObject({ kind: "plan", plan: { task: { kind: "change" } } });
});

test.each<[state: "applying" | "fixed" | "reverted", title: string]>([
  ["applying", "Stopping turns on main"],
  ["fixed", "Stopped on main: nothing is tried again"],
  ["reverted", "Not certain to be stopped on main"],
])("its card says how it stands: %s", async (state, title) => {
  const { plan } = await setStop();
  const of = (told: Plan) => writeProgress({ plan: told, state, lines: [], pinned: [], release: null });
  expect(inEnglish(of(plan).title)).toContain(title);
  expect(of(plan).actions).toBeUndefined();
});
