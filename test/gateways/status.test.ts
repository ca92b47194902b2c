import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDataFolder } from "./product/environment.ts";
import { startStanding } from "./product/standing.ts";
import { countsOf, figuresOf, inEveryWindow, runStatus } from "./product/status.ts";
import { startWire } from "./product/wire.ts";
import { type Rig, startRig } from "./rig/rig.ts";
import type { Scenario } from "./rig/scenario.ts";
import { healthy } from "./rig/scenarios/healthy.ts";
import { issue38706 } from "./rig/scenarios/issue-38706.ts";
import { legacyRef } from "./rig/scenarios/legacy-ref.ts";
import { oauth401 } from "./rig/scenarios/oauth-401.ts";
import { overrideScope401 } from "./rig/scenarios/override-scope-401.ts";
import { restrictedKey401 } from "./rig/scenarios/restricted-key-401.ts";
import { staleOverrideLocal } from "./rig/scenarios/stale-override-local.ts";
import { unknownModel } from "./rig/scenarios/unknown-model.ts";

interface Case {
  readonly version: string;
  readonly scenario: Scenario;
  readonly turns: number;
  readonly verdict: string;
  readonly exit: number;
  /** The rule that names the cause; null when nothing is wrong. */
  readonly rule: string | null;
}

const silent = { verdict: "silent-fallback", exit: 1 } as const;
const failing = { verdict: "failing", exit: 1 } as const;
const well = { verdict: "healthy", exit: 0, rule: null } as const;

const CASES: readonly Case[] = [
  { version: "2026.3.2", scenario: healthy, turns: 2, ...well },
  { version: "2026.3.2", scenario: issue38706, turns: 2, ...silent, rule: "codex-wrong-transport" },
  { version: "2026.3.2", scenario: unknownModel, turns: 2, ...silent, rule: "unknown-model" },
  { version: "2026.3.2", scenario: oauth401, turns: 1, ...failing, rule: "sign-in-rejected" },
  { version: "2026.5.28", scenario: healthy, turns: 2, ...well },
  { version: "2026.5.28", scenario: restrictedKey401, turns: 2, ...silent, rule: "restricted-key" },
  { version: "2026.9.6", scenario: healthy, turns: 2, ...well },
  { version: "2026.9.6", scenario: overrideScope401, turns: 2, ...silent, rule: "stale-override" },
  { version: "2026.9.6", scenario: staleOverrideLocal, turns: 2, ...failing, rule: "stale-override" },
  { version: "2026.9.6", scenario: oauth401, turns: 2, ...failing, rule: "sign-in-rejected" },
  { version: "2026.9.6", scenario: legacyRef, turns: 2, ...silent, rule: "legacy-ref" },
];

/** What follows from a cause, and a hint that has nothing to do with it. */
const BESIDES = new Set(["silent-fallback", "chain-exhausted", "resting-credential", "upgrade-hazard"]);

describe.each(CASES)("OpenClaw $version, $scenario.name", ({ version, scenario, turns, verdict, exit, rule }) => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig({ version, scenario });
    await rig.send(turns);
  });
  afterAll(() => rig.dispose());

  test("status counts what the provider served, and says what is wrong", async () => {
    using folder = createDataFolder();
    const run = await runStatus(rig, folder.path);
    const truth = rig.truth();
    expect(countsOf(run.gateway)).toEqual(inEveryWindow(figuresOf(truth)));
    expect(run.gateway.agents).toMatchObject([{ id: "main", verdict, configured: truth.answers[0]?.selected }]);
    const answered = Object.keys(truth.answersByModel);
    expect(run.gateway.agents[0]?.answering?.split("/").at(-1)).toBe(answered[0]);
    expect(run.exit).toBe(exit);
    const causes = run.gateway.diagnoses.map((one) => one.rule).filter((one) => !BESIDES.has(one));
    expect(causes).toEqual(rule === null ? [] : [rule]);
  });

  test("it counts the same again from the same ledger, and after the gateway was started anew", async () => {
    using folder = createDataFolder();
    await runStatus(rig, folder.path);
    await rig.restart();
    await rig.send(1, { session: "agent:main:other" });
    const { gateway } = await runStatus(rig, folder.path);
    expect(countsOf(gateway)).toEqual(inEveryWindow(figuresOf(rig.truth())));
  });
});

describe("a companion that stands beside OpenClaw 2026.3.2", () => {
  test("its figures are the provider's after cut links, changing faults, restarts and other ways in", async () => {
    await using rig = await startRig({ version: "2026.3.2", scenario: issue38706 });
    using folder = createDataFolder();
    {
      using wire = await startWire(rig);
      await using standing = await startStanding(wire, folder.path);
      await rig.send(1);
      wire.cut();
      await rig.send(1);
      wire.mend();
      rig.upstream({ kind: "refuse", status: 401, side: "chatgpt" });
      await rig.send(1);
      rig.upstream({ kind: "healthy" });
      await rig.send(1, { via: "agent", session: "agent:main:second" });
      await expect
        .poll(async () => countsOf(await standing.status()), { timeout: 60_000, interval: 1_000 })
        .toEqual(inEveryWindow(figuresOf(rig.truth())));
    }
    await rig.send(1);
    await using again = await startStanding(rig, folder.path);
    await rig.restart();
    await rig.send(1);
    await expect
      .poll(async () => countsOf(await again.status()), { timeout: 90_000, interval: 1_000 })
      .toEqual(inEveryWindow(figuresOf(rig.truth())));
  });
});
