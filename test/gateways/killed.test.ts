import { setTimeout as pause } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { eventually, makeFolder } from "../contracts/operator-shell.ts";
import { readJournal } from "../e2e/killed.ts";
import { startProcess, type Process } from "../e2e/process.ts";
import { openTelegram, TELEGRAM_ADMIN } from "../e2e/service.ts";
import type { FakeTelegram } from "../fakes/telegram/server.ts";
import type { FakeMessage } from "../fakes/telegram/world.ts";
import { isThorough } from "./product/chosen.ts";
import { at } from "./rig/json.ts";
import { type Rig, startRig } from "./rig/rig.ts";
import type { Scenario } from "./rig/scenario.ts";
import { issue38706 } from "./rig/scenarios/issue-38706.ts";
import { legacyRef } from "./rig/scenarios/legacy-ref.ts";
import { overrideScope401 } from "./rig/scenarios/override-scope-401.ts";
import { staleOverrideLocal } from "./rig/scenarios/stale-override-local.ts";

/** An instant at which the companion is killed: so many milliseconds after its journal says so for the n-th time. */
type KillPoint = readonly [event: string, nth: number, after: number];

const MINUTES = 60_000;

/** Its providers, and the models of its agents. */
async function readRoute(rig: Rig): Promise<readonly [unknown, unknown]> {
  const reply = await rig.call("config.get");
  if (!reply.ok) throw new Error("config.get was refused");
  const config = (...path: readonly string[]) => at(reply.payload, "config", ...path);
  return [config("models", "providers"), config("agents", "defaults", "model")];
}

const ENDS: ReadonlySet<string> = new Set(["fixed", "reverted", "unclear"]);

/** Waits for the point, or for the end of the repair when it comes first. */
async function killAt([event, nth, after]: KillPoint, service: Process, folder: string): Promise<void> {
  await eventually(() => {
    const { state = "", events = [] } = readJournal(folder) ?? {};
    expect(ENDS.has(state) || events.filter((one) => one === event).length >= nth).toBe(true);
  });
  await pause(after);
  service.kill("SIGKILL");
  await service.end;
}

/** Asks until a plan is shown: what a gateway records is read some moments after the start. */
const askForPlan = (telegram: FakeTelegram, command: string): Promise<FakeMessage> =>
  vi.waitFor(
    async () => {
      telegram.say(command, { user: TELEGRAM_ADMIN });
      const plan = () =>
        telegram.written(TELEGRAM_ADMIN).findLast(({ text = "" }) => text.includes("can confirm this"));
      return vi.waitUntil(plan, { timeout: 5_000, interval: 20 });
    },
    { timeout: MINUTES, interval: 1_000 },
  );

interface Kill {
  readonly point: KillPoint;
  /** The provider refuses the login as soon as the plan is shown. */
  readonly failing?: boolean;
  /** What the plan is asked for with. */
  readonly command?: string;
  readonly session?: string;
}

/** A repair on a real gateway, asked for and confirmed in Telegram, whose companion is killed and started again. */
async function repairWithKill(rig: Rig, kill: Kill): Promise<void> {
  const { point, failing = false, command = "/fix_codex", session = "agent:main:main" } = kill;
  await rig.send(1, { session });
  const before = await readRoute(rig);
  const { telegram, env } = await openTelegram();
  const folder = makeFolder();
  const gateways = JSON.stringify([{ name: "main", url: rig.url, token: rig.token }]);
  const start = () => startProcess(["run"], { ...env, OPENCLAW_GATEWAYS: gateways }, folder);
  const first = start();
  await first.says("telegram: the link adds the bot");
  const plan = await askForPlan(telegram, command);
  if (failing) rig.upstream({ kind: "refuse", status: 401, side: "chatgpt" });
  telegram.press(plan, "Confirm");
  await killAt(point, first, folder);
  start();

  const end = failing ? "reverted" : "fixed";
  await expect.poll(() => readJournal(folder), { timeout: 2 * MINUTES, interval: 250 }).toMatchObject({ state: end });
  // In the same card, whoever wrote it last.
  const words = failing ? "Not fixed; the change was undone" : "Fixed";
  await eventually(() =>
    expect(telegram.written(TELEGRAM_ADMIN)).toContainEqual(
      expect.objectContaining({ message_id: plan.message_id, text: expect.stringContaining(words) }),
    ),
  );
  // Whole is the one or the other, and nothing in between.
  const after = await readRoute(rig);
  expect(isDeepStrictEqual(after, before)).toBe(failing);
  if (failing) return;
  const refused = rig.truth().unauthorized;
  const [turn] = await rig.send(1, { session });
  expect(turn).toMatchObject({ ok: true, model: turn?.selected?.split("/").at(-1) });
  expect(rig.truth().unauthorized).toBe(refused);
}

/** Each on a gateway of its own: two restarts of one lie half a minute apart. */
const OLDEST: readonly Kill[] = [
  { point: ["applying", 1, 0] },
  { point: ["applying", 1, 15] },
  { point: ["applying", 1, 60] },
  { point: ["proving", 1, 0] },
  { point: ["proving", 1, 1_000] },
  { point: ["proving", 1, 3_600] },
  { point: ["fixed", 1, 0] },
  { point: ["proving", 1, 4_500], failing: true },
  { point: ["reverting", 1, 0], failing: true },
  { point: ["reverting", 1, 400], failing: true },
];

/** On one gateway, one after the other: here nothing restarts, and what was repaired can be broken again. */
const NEWEST: readonly Kill[] = [
  { point: ["applying", 1, 0] },
  { point: ["applying", 1, 10] },
  { point: ["applying", 1, 40] },
  { point: ["applying", 1, 150] },
  { point: ["proving", 1, 0] },
  { point: ["proving", 1, 200] },
  { point: ["proving", 1, 600] },
  { point: ["proving", 1, 1_200] },
  { point: ["fixed", 1, 0] },
  { point: ["fixed", 1, 100] },
];

type Row = readonly [version: string, scenario: Scenario, kill: Kill];
/** The second of two steps, which removes a key too. */
const SECOND: readonly KillPoint[] = [
  ["applying", 2, 0],
  ["applying", 2, 200],
  ["proving", 2, 0],
  ["proving", 2, 1_500],
];
const removing = (version: string): readonly Row[] =>
  SECOND.map((point) => [version, overrideScope401, { point, command: "/fix_codex main remove" }]);

const MORE: readonly Row[] = [
  ["2026.3.2", issue38706, { point: ["proving", 1, 2_500] }],
  ["2026.3.2", issue38706, { point: ["proving", 1, 4_000] }],
  ["2026.3.2", issue38706, { point: ["reverting", 1, 40], failing: true }],
  ["2026.9.6", staleOverrideLocal, { point: ["applying", 1, 0] }],
  ["2026.9.6", staleOverrideLocal, { point: ["applying", 1, 150] }],
  ["2026.9.6", staleOverrideLocal, { point: ["proving", 1, 0] }],
  ["2026.9.6", staleOverrideLocal, { point: ["proving", 1, 800] }],
  ["2026.9.6", legacyRef, { point: ["proving", 1, 500], failing: true }],
  ["2026.9.6", legacyRef, { point: ["reverting", 1, 0], failing: true }],
  ["2026.9.6", legacyRef, { point: ["reverting", 1, 40], failing: true }],
  ...removing("2026.9.6"),
  ...removing("2026.8.1"),
];

const ROWS: readonly Row[] = [
  ...OLDEST.map((kill): Row => ["2026.3.2", issue38706, kill]),
  ...(isThorough ? MORE : []),
];

async function repairOwn(version: string, scenario: Scenario, kill: Kill): Promise<void> {
  await using rig = await startRig({ version, scenario });
  await repairWithKill(rig, kill);
  expect(rig.isRunning()).toBe(true);
}

describe("a companion killed while it repairs a real gateway", () => {
  test.each(ROWS)("ends it on %s, %o, killed at %j", repairOwn);
});

describe("a companion killed while it repairs one real gateway again and again", () => {
  const owned = new AsyncDisposableStack();
  let rig: Rig;
  let broken: unknown;
  beforeAll(async () => {
    rig = owned.use(await startRig({ version: "2026.9.6", scenario: legacyRef }));
    [, broken] = await readRoute(rig);
  });
  afterAll(() => owned.disposeAsync());

  test.each(NEWEST)("ends it on 2026.9.6, killed at $point", async (kill) => {
    await repairWithKill(rig, { ...kill, session: `agent:main:${kill.point.join("-")}` });
    const config = await rig.call("config.get");
    const raw = JSON.stringify({ agents: { defaults: { model: broken } } });
    const baseHash = config.ok ? at(config.payload, "hash") : null;
    expect(
      await rig.call("config.patch", { raw, baseHash, replacePaths: ["agents.defaults.model.fallbacks"] }),
    ).toMatchObject({ ok: true });
  });
});
