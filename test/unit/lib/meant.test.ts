import { expect, test } from "vitest";
import { findMeant } from "../../../src/lib/nearest.ts";

const COMMANDS = [
  "model-status",
  "model-history",
  "fix-codex",
  "fix-route",
  "fix-log",
  "undo-fix",
  "warnings",
  "help",
  "id",
];

test.each([
  ["model-statsu", "model-status"],
  ["MODEL-STATUS", "model-status"],
  ["modelstatus", "model-status"],
  ["status", "model-status"],
  ["history", "model-history"],
  ["undo", "undo-fix"],
  ["codex", "fix-codex"],
  ["warning", "warnings"],
  ["hlep", "help"],
  ["fix", null],
  ["model", null],
  ["ab", null],
  ["restart", null],
  ["", null],
])("%j may mean %j", (typed, meant) => {
  expect(findMeant(typed, COMMANDS)).toBe(meant);
});
