import { describe, expect, test } from "vitest";
import type { Plan } from "../../../src/core/plan.ts";
import type { Repair } from "../../../src/core/repair.ts";
import { decideConsent, SECOND_CONFIRM } from "../../../src/repair/plan/approval.ts";
import { planOf } from "../parts/repair.ts";

type Person = Plan["by"];

const person = (id: string, platform = "room"): Person => ({ platform, id, name: `admin ${id}` });
const ADA = person("1");
const BOB = person("2");
const plan: Plan = { ...planOf({}, [{ path: ["a"], after: 1 }], "2026.9.6"), by: ADA, createdAt: 0, expiresAt: 100 };
const REPAIR: Repair = { plan, state: "planned", step: 0, updatedAt: 0, approved: null, card: null };
const half = (by: Person, at: number): Repair => ({ ...REPAIR, approved: { by, at } });

describe("a press on Confirm", () => {
  test.each<[what: string, repair: Repair | null, by: Person, now: number, approvals: 1 | 2, expected: object]>([
    ["by who asked, in time", REPAIR, ADA, 100, 1, { kind: "begin", words: "confirmed by admin 1" }],
    ["too late", REPAIR, ADA, 101, 1, { kind: "refused", shows: true }],
    [
      "by another admin",
      REPAIR,
      BOB,
      1,
      1,
      { kind: "refused", why: { id: "plan.only-asker", values: { name: "admin 1" } }, shows: true },
    ],
    ["by the same number of another chat", REPAIR, person("1", "other"), 1, 1, { kind: "refused", shows: true }],
    ["where two must", REPAIR, ADA, 1, 2, { kind: "first" }],
    ["twice by one of two", half(ADA, 1), ADA, 2, 2, { kind: "refused", shows: false }],
    ["twice by one of two, who had not asked", half(BOB, 1), BOB, 2, 2, { kind: "refused", shows: false }],
    [
      "by the second of two, at the last moment",
      half(ADA, 50),
      BOB,
      50 + SECOND_CONFIRM,
      2,
      { kind: "begin", words: "confirmed by admin 1 and admin 2" },
    ],
    ["by the second of two, too late", half(ADA, 50), BOB, 51 + SECOND_CONFIRM, 2, { kind: "refused", shows: true }],
    ["by the same number of another chat, as the second", half(ADA, 1), person("1", "other"), 2, 2, { kind: "begin" }],
    ["of a plan that was cancelled", { ...REPAIR, state: "cancelled" }, ADA, 1, 1, { kind: "refused", shows: false }],
    ["of a plan that is carried out", { ...REPAIR, state: "applying" }, ADA, 1, 1, { kind: "refused", shows: false }],
    ["of a plan nobody knows", null, ADA, 1, 1, { kind: "refused", shows: false }],
  ])("%s", (_, repair, by, now, approvals, expected) => {
    expect(decideConsent(repair, by, now, approvals)).toMatchObject(expected);
  });
});
