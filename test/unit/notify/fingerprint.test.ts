import { describe, expect, it } from "vitest";
import type { Incident } from "../../../src/core/incident.ts";
import { HOUR } from "../../../src/core/time.ts";
import { fingerprintOf, headOf } from "../../../src/notify/fingerprint.ts";
import { topic, NOW, impact } from "../parts/incidents.ts";

const forHours = (hours: number) => fingerprintOf(topic({ mutedUntil: NOW + hours * HOUR }), false, NOW);
const before = fingerprintOf(topic(), false, NOW);

describe("what is worth an edit", () => {
  it.each<readonly [string, Partial<Incident>]>([
    ["it is over", { phase: "over" }],
    ["it got worse", { severity: "warning" }],
    ["its cause is known", { title: "Another" }],
    ["what to do is known", { explanation: ["Another."] }],
    ["a fix is known", { remedy: "sign-in" }],
    ["somebody acknowledged it", { acknowledgedBy: "Ada" }],
    ["another model answers", { models: { configured: "a", answering: "b" } }],
    ["somebody muted it", { mutedUntil: "over", mutedBy: "Ada" }],
    ["somebody muted it for a time", { mutedUntil: NOW + HOUR, mutedBy: "Ada" }],
  ])("%s, at once", (_, rest) => {
    expect(headOf(fingerprintOf(topic(rest), false, NOW))).not.toBe(headOf(before));
  });

  it("muted for longer is another text than muted for an hour", () => {
    expect(forHours(24)).not.toBe(forHours(1));
  });

  it("coming and going, at once", () => {
    expect(headOf(fingerprintOf(topic(), true, NOW))).not.toBe(headOf(before));
  });

  it.each<readonly [string, Partial<Incident>]>([
    ["another agent", { agents: ["main", "research"] }],
    ["more fallbacks", { impact: impact({ fallbacks: 1 }) }],
    ["more 401s", { impact: impact({ unauthorized: 1 }) }],
    ["more turns without an answer", { impact: impact({ exhausted: 1 }) }],
    ["more sessions", { impact: impact({ sessions: 1 }) }],
  ])("%s, after a pause", (_, rest) => {
    const after = fingerprintOf(topic(rest), false, NOW);
    expect(after).not.toBe(before);
    expect(headOf(after)).toBe(headOf(before));
  });

  it.each<readonly [string, Partial<Incident>]>([
    ["that it was seen once more", { lastSeenAt: NOW + HOUR, checks: 9 }],
    ["good answers", { impact: impact({ answers: 5, goodInARow: 1 }) }],
    ["a mute that is over", { mutedUntil: NOW - 1, mutedBy: "Ada" }],
  ])("not %s", (_, rest) => {
    expect(fingerprintOf(topic(rest), false, NOW)).toBe(before);
  });
});

describe("of several that have one cause", () => {
  const members = ["gw-1", "gw-2", "gw-3"].map((gateway) => topic({ id: gateway, gateway }));
  const many = (count: number, rest: Partial<Incident> = {}) =>
    fingerprintOf({ ...topic({ title: `${count} of 3`, ...rest }), members: members.slice(0, count) }, false, NOW);

  it("one more is worth an edit, after a pause", () => {
    expect(many(3)).not.toBe(many(2));
    expect(headOf(many(3))).toBe(headOf(many(2)));
  });

  it("that all of them are over, at once", () => {
    expect(headOf(many(3, { phase: "over" }))).not.toBe(headOf(many(3)));
  });
});
