import { describe, expect, it } from "vitest";
import type { Decision } from "../../src/core/warning-desk.ts";
import { HOUR, SECOND } from "../../src/core/time.ts";
import { decideNotice, type DecideInput } from "../../src/notify/decide.ts";
import { heard, incident, NOW, UNHEARD } from "./parts/incidents.ts";

const AFTER = "open\nnew counts";
const input = (rest: Partial<DecideInput>): DecideInput => ({
  incident: incident(),
  heard: heard({ fingerprint: "open\ncounts" }),
  owed: [],
  fingerprint: "open\ncounts",
  flapping: false,
  now: NOW + 1,
  remindAfter: 4 * HOUR,
  editPause: 5 * SECOND,
  ...rest,
});

const write = (decision: Decision): string =>
  decision.speak ? decision.kinds.join(" + ") : `silent: ${decision.silence}`;

const over = incident({ phase: "over", overAt: NOW });
const pending = incident({ phase: "pending" });
const muted = incident({ mutedUntil: "over" });
const worse = heard({ announced: "warning", fingerprint: "open\ncounts" });
const later = NOW + 4 * HOUR;

describe("what a room is told", () => {
  it.each<readonly [string, Partial<DecideInput>, string]>([
    ["nothing below the threshold", { incident: pending, heard: UNHEARD }, "silent: below-threshold"],
    ["a new trouble", { heard: UNHEARD }, "open"],
    ["a new trouble that is muted", { heard: UNHEARD, incident: muted }, "silent: muted"],
    ["a new trouble that is on its way", { heard: UNHEARD, owed: ["open"] }, "silent: owed"],
    ["a new card that was refused as it is", { heard: { ...UNHEARD, fingerprint: "open\ncounts" } }, "silent: refused"],
    ["a refused card that says something else now", { heard: { ...UNHEARD, fingerprint: "old" } }, "open"],
    ["nothing new", {}, "silent: unchanged"],
    ["other counts, just edited", { fingerprint: AFTER }, "silent: cooldown"],
    ["other counts, edited five seconds ago", { fingerprint: AFTER, now: NOW + 5 * SECOND }, "update"],
    ["somebody saw to it, just edited", { fingerprint: "acknowledged\ncounts" }, "update"],
    ["an edit that is on its way", { fingerprint: "acknowledged\ncounts", owed: ["update"] }, "silent: owed"],
    ["it got worse", { heard: worse }, "update + escalation"],
    ["it got worse, with an edit on its way", { heard: worse, owed: ["update"] }, "escalation"],
    ["it got worse, and that is on its way", { heard: worse, owed: ["update", "escalation"] }, "silent: owed"],
    ["it got better", { incident: incident({ severity: "info" }), fingerprint: "info\n" }, "update"],
    ["it is back after its end was told", { heard: heard({ announced: null }) }, "update + escalation"],
    ["four hours without anybody", { now: later }, "update + reminder"],
    ["not quite four hours", { now: later - 1 }, "silent: unchanged"],
    ["four hours, acknowledged", { now: later, incident: incident({ acknowledgedBy: "Ada" }) }, "silent: unchanged"],
    ["four hours, perhaps over", { now: later, incident: incident({ phase: "recovering" }) }, "silent: unchanged"],
    ["four hours, muted", { now: later, incident: muted }, "silent: muted"],
    ["muted, worse", { incident: muted, heard: worse }, "silent: muted"],
    ["muted just now: the card says so", { incident: muted, fingerprint: "muted\ncounts" }, "update"],
    ["muted for a time that is over", { incident: incident({ mutedUntil: NOW }), heard: worse }, "update + escalation"],
    ["it comes and goes", { flapping: true, heard: heard({ announced: null }), fingerprint: "flapping\n" }, "update"],
    ["it is over", { incident: over }, "update + recovery"],
    [
      "a hint is over: without a sound",
      { incident: { ...over, severity: "info" }, heard: heard({ announced: "info" }), fingerprint: "over\n" },
      "update",
    ],
    ["over before it was told", { incident: over, heard: UNHEARD }, "silent: never-spoken"],
    [
      "over while the first card is on its way",
      { incident: over, heard: UNHEARD, owed: ["open"] },
      "update + recovery",
    ],
    [
      "its end was told",
      { incident: over, heard: heard({ announced: null, fingerprint: "open\ncounts" }) },
      "silent: unchanged",
    ],
    ["its end is on its way", { incident: over, owed: ["update", "recovery"] }, "silent: owed"],
    ["over and muted: without a sound", { incident: { ...over, mutedUntil: "over" }, fingerprint: "over\n" }, "update"],
    ["over, and comes and goes: without a sound", { incident: over, flapping: true, fingerprint: "over\n" }, "update"],
  ])("%s", (_, rest, expected) => {
    expect(write(decideNotice(input(rest)))).toBe(expected);
  });
});
