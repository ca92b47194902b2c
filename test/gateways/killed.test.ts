import { setTimeout as pause } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "vitest";
import { eventually, makeFolder } from "../contracts/operator-shell.ts";
import { readJournal } from "../e2e/killed.ts";
import { startProcess, type Process } from "../e2e/process.ts";
import { openTelegram, TELEGRAM_ADMIN, written } from "../e2e/service.ts";
import { isChosen } from "./product/chosen.ts";
import { at } from "./rig/json.ts";
import { type Rig, startRig } from "./rig/rig.ts";
import type { Scenario } from "./rig/scenario.ts";
import { issue38706 } from "./rig/scenarios/issue-38706.ts";
import { legacyRef } from "./rig/scenarios/legacy-ref.ts";
import { staleOverrideLocal } from "./rig/scenarios/stale-override-local.ts";

/** An instant at which the companion is killed: so many milliseconds after its journal says so. */
type KillPoint = readonly [state: string, after: number];

const MINUTES = 60_000;

async function readRoute(rig: Rig): Promise<unknown> {
  const reply = await rig.call("config.get");
  if (!reply.ok) throw new Error("config.get was refused");
  const config = (...path: readonly string[]) => at(reply.payload, "config", ...path);
  return [config("models", "providers"), config("agents", "defaults", "model")];
}

/** Waits for the point, or for the end of the repair when it comes first. */
async function killAt([state, after]: KillPoint, service: Process, folder: string): Promise<void> {
  const ends = new Set(["fixed", "reverted", "unclear", state]);
  await eventually(() => expect(ends).toContain(readJournal(folder)?.state));
  await pause(after);
  service.kill("SIGKILL");
  await service.end;
}

/** A repair on a real gateway, asked for and confirmed in Telegram, whose companion is killed and started again. */
async function repairWithKill(version: string, scenario: Scenario, point: KillPoint, failing: boolean): Promise<void> {
  await using rig = await startRig({ version, scenario });
  await rig.send(1);
  const before = await readRoute(rig);
  const { telegram, env } = await openTelegram();
  const folder = makeFolder();
  const gateways = JSON.stringify([{ name: "main", url: rig.url, token: rig.token }]);
  const start = () => startProcess(["run"], { ...env, OPENCLAW_GATEWAYS: gateways }, folder);
  const first = start();
  await first.says("telegram: the link adds the bot");
  const ask = async () => {
    telegram.say("/fix_codex", { user: TELEGRAM_ADMIN });
    return written(telegram, "can confirm this", TELEGRAM_ADMIN);
  };
  const plan = await eventually(ask);
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
  ["applying", 0],
  ["applying", 15],
  ["applying", 60],
  ["proving", 0],
  ["proving", 1_000],
  ["proving", 2_500],
  ["proving", 3_600],
  ["proving", 4_000],
  ["fixed", 0],
];
const FAILING: readonly KillPoint[] = [
  ["proving", 4_500],
  ["reverting", 0],
  ["reverting", 40],
  ["reverting", 400],
];
const NEWER: readonly KillPoint[] = [
  ["applying", 0],
  ["applying", 150],
  ["proving", 0],
  ["proving", 800],
];

type Row = readonly [version: string, scenario: Scenario, point: KillPoint, failing: boolean];
const rows = (version: string, scenario: Scenario, points: readonly KillPoint[], failing = false): readonly Row[] =>
  points.map((point) => [version, scenario, point, failing]);

const ROWS: readonly Row[] = [
  ...rows("2026.3.2", issue38706, POINTS),
  ...rows("2026.3.2", issue38706, FAILING, true),
  ...rows("2026.9.6", legacyRef, NEWER),
  ...rows("2026.9.6", staleOverrideLocal, NEWER),
];

describe("a companion killed while it repairs a real gateway", () => {
  test.each(ROWS.filter(([version]) => isChosen(version)))(
    "ends it on %s, %o, killed at %j, failing: %s",
    repairWithKill,
  );
});
