import { expect, test } from "vitest";
import { MINUTE } from "../../../src/core/time.ts";
import { isLate } from "../../../src/platforms/shared/late.ts";

const NOW = 60 * MINUTE;
const PLAN = { plan: "id", decision: "confirm" };

test.each<[what: string, at: number | null, args: Readonly<Record<string, string>>, late: boolean]>([
  ["of two minutes ago", NOW - 2 * MINUTE, {}, false],
  ["of longer ago", NOW - 2 * MINUTE - 1, {}, true],
  ["of which nobody knows when it was", null, {}, true],
  ["on a plan, of ten minutes ago: the plan has an end of its own", NOW - 10 * MINUTE, PLAN, false],
  ["on a plan, of longer ago", NOW - 10 * MINUTE - 1, PLAN, true],
  ["on a plan, of which nobody knows when it was", null, PLAN, true],
  ["that is ahead of our clock", NOW + MINUTE, {}, false],
])("what was asked is asked about, and not done: %s", (_what, at, args, late) => {
  expect(isLate(at, NOW, args)).toBe(late);
});
