import { describe, expect, test } from "vitest";
import type { Plan } from "../../../src/core/plan.ts";
import type { Repair } from "../../../src/core/repair.ts";
import { DAY, MINUTE } from "../../../src/core/time.ts";
import { findMended, findMendedModels, isBefore, newsOf } from "../../../src/diagnose/mended.ts";
import { BIG, NOW, SMALL, turn } from "../parts/ledger-words.ts";
import { planOf } from "../parts/repair.ts";

const FIXED = { agent: "main", wanted: BIG };
const ASIDE = { agent: "main", wanted: SMALL, chosen: true } as const;

/** A repair that was proved, so many minutes ago. */
function repairOf(minutes: number, plan: Partial<Plan> = {}, rest: Partial<Repair> = {}): Repair {
  const whole = { ...planOf({}, [], "2026.9.6"), proves: [FIXED], ...plan };
  return {
    plan: whole,
    state: "fixed",
    step: 0,
    updatedAt: NOW - minutes * MINUTE,
    card: null,
    approved: null,
    ...rest,
  };
}
const mendedAt = (...repairs: Repair[]): number | null => {
  const mended = findMended(repairs, "main");
  return mended === null ? null : (NOW - mended.at) / MINUTE;
};

describe("the repair since which things are looked at afresh", () => {
  test("is the newest that was proved, in whatever order they are kept", () => {
    expect(mendedAt(repairOf(9), repairOf(2), repairOf(5))).toBe(2);
    expect(mendedAt(repairOf(2), repairOf(9))).toBe(2);
  });

  test.each<[what: string, repair: Repair]>([
    ["was not proved", repairOf(1, {}, { state: "unclear" })],
    ["was taken back", repairOf(1, {}, { state: "undone" })],
    ["is another gateway's", repairOf(1, { gateway: "other" })],
    ["set sessions free", repairOf(1, { task: { kind: "release", sessions: [] } })],
    ["took another one back", repairOf(1, { task: { kind: "undo", repair: "id", over: false } })],
    ["proved only what agents fall back to", repairOf(1, { proves: [ASIDE] })],
  ])("is none that %s", (_what, repair) => {
    expect(mendedAt(repair, repairOf(9))).toBe(9);
    expect(mendedAt(repair)).toBeNull();
  });

  test("is one of a login too, and of the agents whose first model it proved", () => {
    const signedIn = repairOf(1, {
      task: { kind: "sign-in", provider: "openai", refused: true },
      proves: [ASIDE, { ...FIXED, agent: "ops" }],
    });
    expect(findMended([signedIn], "main")).toEqual({ at: NOW - MINUTE, by: "operator", agents: ["ops"] });
    expect(findMendedModels([signedIn], "main")).toEqual([{ model: SMALL, at: NOW - MINUTE }]);
    expect(findMendedModels([signedIn], "other")).toEqual([]);
  });
});

test("what lies before a repair is over for the agents it was for, and for what is of no agent", () => {
  const mended = { at: NOW, by: "operator", agents: ["main"] };
  expect(isBefore(mended, "main", NOW)).toBe(true);
  expect(isBefore(mended, null, NOW)).toBe(true);
  expect(isBefore(mended, "ops", NOW)).toBe(false);
  expect(isBefore(mended, "main", NOW + 1)).toBe(false);
  expect(isBefore(null, "main", NOW)).toBe(false);
});

test("a repair is told for a day, and an answer awaited until somebody it was for had one", () => {
  const mended = { at: NOW, by: "operator", agents: ["main"] };
  expect(newsOf(mended, [], NOW + DAY - 1)).toEqual({ repaired: mended, mended });
  expect(newsOf(mended, [], NOW + DAY)).toEqual({});
  expect(newsOf(mended, [turn("t", { agent: "ops" })], NOW)).toEqual({ repaired: mended, mended });
  expect(newsOf(mended, [turn("t")], NOW)).toEqual({ repaired: mended });
  expect(newsOf(null, [], NOW)).toEqual({});
});
