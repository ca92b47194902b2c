import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { readOutcome, summarize, type Outcome } from "../../mutation/outcome.ts";

/** A real process, as the tests are run in one. */
const run = (script: string, timeout = 60_000) =>
  spawnSync(process.execPath, ["-e", script], { encoding: "utf8", timeout });

test.each<[what: string, script: string, timeout: number, outcome: Outcome]>([
  ["passed", "", 60_000, "passed"],
  ["failed", "console.log('AssertionError: expected 1 to be 2'); process.exit(1)", 60_000, "failed"],
  [
    "a test of which timed out",
    "console.error('Error: Test timed out in 60000ms.'); process.exit(1)",
    60_000,
    "timed-out",
  ],
  [
    "a hook of which timed out",
    "console.log('Error: Hook timed out in 60000ms.'); process.exit(1)",
    60_000,
    "timed-out",
  ],
  ["that never end", "setInterval(() => {}, 1000)", 200, "timed-out"],
])("tests %s are told as that", (_, script, timeout, outcome) => {
  expect(readOutcome(run(script, timeout))).toBe(outcome);
});

test("a program that is not there has noticed nothing", () => {
  const ran = spawnSync("/nowhere/none", [], { encoding: "utf8" });
  expect(() => readOutcome(ran)).toThrow("ENOENT");
});

test("a run ends with what was noticed, by what, and what was not", () => {
  expect(summarize(["failed", "passed", "timed-out", "failed"], 90)).toEqual([
    "noticed by a failed test: 2",
    "noticed by a timeout: 1",
    "not noticed: 1",
    "score 75 %: 3 of 4 noticed (of 90)",
  ]);
});
