import { expect, test } from "vitest";
import { writePlan } from "../../../commands/fix-cards/plan.ts";
import { writeProgress } from "../../../commands/fix-cards/progress.ts";
import type { RetriedTurn } from "../../../src/core/evidence.ts";
import type { Plan } from "../../../src/core/plan.ts";
import { MINUTE, SECOND } from "../../../src/core/time.ts";
import { inEnglish } from "../../parts/in-english.ts";
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

async function setStop(heeds = true) {
  const setting = await setRepairs({ report });
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
