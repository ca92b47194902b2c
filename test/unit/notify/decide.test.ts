import { describe, expect, it } from "vitest";
import type { Decision } from "../../../src/core/warnings.ts";
import { HOUR, SECOND } from "../../../src/core/time.ts";
import { decideNotice, type DecideInput } from "../../../src/notify/decide.ts";
import { told, incident, NOW, UNTOLD } from "../parts/incidents.ts";

const AFTER = "open\nnew counts";
const input = (rest: Partial<DecideInput>): DecideInput => ({
  incident: incident(),
  told: told({ fingerprint: "open\ncounts" }),
  queued: [],
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
const worse = told({ announced: "warning", fingerprint: "open\ncounts" });
const later = NOW + 4 * HOUR;

describe("what a room is told", () => {
  it.each<readonly [string, Partial<DecideInput>, string]>([
    ["nothing below the threshold", { incident: pending, told: UNTOLD }, "silent: below-threshold"],
    ["a new trouble", { told: UNTOLD }, "open"],
    ["a new trouble that is muted", { told: UNTOLD, incident: muted }, "silent: muted"],
    ["a new trouble that is on its way", { told: UNTOLD, queued: ["open"] }, "silent: queued"],
    ["nothing new", {}, "silent: unchanged"],
    ["other counts, just edited", { fingerprint: AFTER }, "silent: cooldown"],
    ["other counts, edited five seconds ago", { fingerprint: AFTER, now: NOW + 5 * SECOND }, "update"],
    ["other counts, edited while the clock was ahead", { fingerprint: AFTER, now: NOW - 1 }, "update"],
    ["somebody saw to it, just edited", { fingerprint: "acknowledged\ncounts" }, "update"],
    ["an edit that is on its way", { fingerprint: "acknowledged\ncounts", queued: ["update"] }, "silent: queued"],
    ["it got worse", { told: worse }, "update + escalation"],
    ["it got worse, with an edit on its way", { told: worse, queued: ["update"] }, "escalation"],
    ["it got worse, and that is on its way", { told: worse, queued: ["update", "escalation"] }, "silent: queued"],
    ["it got better", { incident: incident({ severity: "info" }), fingerprint: "info\n" }, "update"],
    ["it is back after its end was told", { told: told({ announced: null }) }, "update + escalation"],
    ["four hours without anybody", { now: later }, "update + reminder"],
    ["not quite four hours", { now: later - 1 }, "silent: unchanged"],
    ["four hours, acknowledged", { now: later, incident: incident({ acknowledgedBy: "Ada" }) }, "silent: unchanged"],
    ["four hours, perhaps over", { now: later, incident: incident({ phase: "recovering" }) }, "silent: unchanged"],
    ["four hours, muted", { now: later, incident: muted }, "silent: muted"],
    ["a new trouble in maintenance", { told: UNTOLD, quiet: "maintenance" }, "silent: maintenance"],
    ["a new trouble in quiet hours", { told: UNTOLD, quiet: "quiet-hours" }, "silent: quiet-hours"],
    ["it got worse in maintenance", { told: worse, quiet: "maintenance" }, "silent: maintenance"],
    ["other counts in maintenance: an edit", { fingerprint: "acknowledged\ncounts", quiet: "maintenance" }, "update"],
    [
      "it is over in maintenance: without a sound",
      { incident: over, quiet: "maintenance", fingerprint: "over\n" },
      "update",
    ],
    ["muted, worse", { incident: muted, told: worse }, "silent: muted"],
    ["muted just now: the card says so", { incident: muted, fingerprint: "muted\ncounts" }, "update"],
    ["muted for a time that is over", { incident: incident({ mutedUntil: NOW }), told: worse }, "update + escalation"],
    ["it comes and goes", { flapping: true, told: told({ announced: null }), fingerprint: "flapping\n" }, "update"],
    ["it is over", { incident: over }, "update + recovery"],
    [
      "a hint is over: without a sound",
      { incident: { ...over, severity: "info" }, told: told({ announced: "info" }), fingerprint: "over\n" },
      "update",
    ],
    ["over before it was told", { incident: over, told: UNTOLD }, "silent: never-spoken"],
    [
      "over while the first card is on its way",
      { incident: over, told: UNTOLD, queued: ["open"] },
      "update + recovery",
    ],
    [
      "its end was told",
      { incident: over, told: told({ announced: null, fingerprint: "open\ncounts" }) },
      "silent: unchanged",
    ],
    ["its end is on its way", { incident: over, queued: ["update", "recovery"] }, "silent: queued"],
    ["over and muted: without a sound", { incident: { ...over, mutedUntil: "over" }, fingerprint: "over\n" }, "update"],
    ["over, and comes and goes: without a sound", { incident: over, flapping: true, fingerprint: "over\n" }, "update"],
  ])("%s", (_, rest, expected) => {
    expect(write(decideNotice(input(rest)))).toBe(expected);
  });
});
