import { setTimeout as pause } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { describe, expect, test, vi } from "vitest";
import { eventually, makeFolder } from "../contracts/operator-shell.ts";
import { readJournal } from "../e2e/killed.ts";
import { startProcess, type Process } from "../e2e/process.ts";
import { openTelegram, TELEGRAM_ADMIN } from "../e2e/service.ts";
import type { FakeTelegram } from "../fakes/telegram/server.ts";
import type { FakeMessage } from "../fakes/telegram/world.ts";
import { isChosen } from "./product/chosen.ts";
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

async function readRoute(rig: Rig): Promise<unknown> {
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

/** A repair on a real gateway, asked for and confirmed in Telegram, whose companion is killed and started again. */
async function repairWithKill(
  version: string,
  scenario: Scenario,
  point: KillPoint,
  failing: boolean,
  command = "/fix_codex",
): Promise<void> {
  await using rig = await startRig({ version, scenario });
  await rig.send(1);
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
  await expect.poll(() => readJournal(folder)?.state, { timeout: 2 * MINUTES, interval: 250 }).toBe(end);
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
  const [turn] = await rig.send(1);
  expect(turn).toMatchObject({ ok: true, model: turn?.selected?.split("/").at(-1) });
  expect(rig.truth().unauthorized).toBe(refused);
}

const POINTS: readonly KillPoint[] = [
  ["applying", 1, 0],
  ["applying", 1, 15],
  ["applying", 1, 60],
  ["proving", 1, 0],
  ["proving", 1, 1_000],
  ["proving", 1, 2_500],
  ["proving", 1, 3_600],
  ["proving", 1, 4_000],
  ["fixed", 1, 0],
];
const FAILING: readonly KillPoint[] = [
  ["proving", 1, 4_500],
  ["reverting", 1, 0],
  ["reverting", 1, 40],
  ["reverting", 1, 400],
];
const NEWER: readonly KillPoint[] = [
  ["applying", 1, 0],
  ["applying", 1, 150],
  ["proving", 1, 0],
  ["proving", 1, 800],
];

/** The second of two steps. */
const SECOND: readonly KillPoint[] = [
  ["applying", 2, 0],
  ["applying", 2, 200],
  ["proving", 2, 0],
  ["proving", 2, 1_500],
];

/** `command`: what the plan is asked for with. */
type Row = readonly [version: string, scenario: Scenario, point: KillPoint, failing: boolean, command: string];
const rows = (version: string, scenario: Scenario, points: readonly KillPoint[], failing = false): readonly Row[] =>
  points.map((point) => [version, scenario, point, failing, "/fix_codex"]);
/** In two steps, the second of which removes a key too. */
const removing = (version: string, points: readonly KillPoint[]): readonly Row[] =>
  points.map((point) => [version, overrideScope401, point, false, "/fix_codex main remove"]);

const ROWS: readonly Row[] = [
  ...rows("2026.3.2", issue38706, POINTS),
  ...rows("2026.3.2", issue38706, FAILING, true),
  ...rows("2026.9.6", legacyRef, NEWER),
  ...rows("2026.9.6", staleOverrideLocal, NEWER),
  ...removing("2026.9.6", SECOND),
  ...removing("2026.8.1", SECOND),
];

describe("a companion killed while it repairs a real gateway", () => {
  test.each(ROWS.filter(([version]) => isChosen(version)))(
    "ends it on %s, %o, killed at %j, failing: %s",
    repairWithKill,
  );
});
