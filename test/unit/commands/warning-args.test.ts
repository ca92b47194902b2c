import { describe, expect, it } from "vitest";
import { readWarningArgs, untilOf } from "../../../commands/warning-args.ts";
import { DAY, HOUR, MINUTE } from "../../../src/core/time.ts";

const ACTIONS = ["status", "mute", "unmute", "ack", "details"];
type Typed = Parameters<typeof readWarningArgs>[0];

describe("what is typed after /warnings", () => {
  it.each<readonly [string, Typed, Partial<ReturnType<typeof readWarningArgs>>]>([
    ["nothing", {}, {}],
    ["mute 30m", { action: "mute", incident: "30m" }, { action: "mute", length: "30m" }],
    ["MUTE 2D", { action: "MUTE", incident: "2D" }, { action: "mute", length: "2d" }],
    ["14 mute 24h", { action: "14", incident: "mute", for: "24h" }, { action: "mute", incident: "14", length: "24h" }],
    ["24h", { action: "24h" }, { length: "24h" }],
    [
      "mute over #14",
      { action: "mute", incident: "over", for: "#14" },
      { action: "mute", incident: "#14", length: "over" },
    ],
    ["ack 14", { action: "ack", incident: "14" }, { action: "ack", incident: "14" }],
    ["Details #3", { action: "Details", incident: "#3" }, { action: "details", incident: "#3" }],
    [
      "a button",
      { action: "mute", incident: "Ab-_c9d8e7f6", for: "1h" },
      { action: "mute", incident: "Ab-_c9d8e7f6", length: "1h" },
    ],
    ["mute 2 days", { action: "mute", incident: "2 days" }, { action: "mute", length: "2 days" }],
    ["dance", { action: "dance" }, { unknown: "dance" }],
  ])("%s", (_, typed, expected) => {
    const none = { action: undefined, incident: undefined, length: undefined, unknown: undefined };
    expect(readWarningArgs(typed, ACTIONS)).toEqual({ ...none, ...expected });
  });

  it.each([
    ["30m", 30 * MINUTE],
    ["90 min", 90 * MINUTE],
    ["1h", HOUR],
    ["24 hours", DAY],
    ["2d", 2 * DAY],
    ["2 days", 2 * DAY],
  ])("%s is a length", (length, ms) => {
    expect(untilOf(length, 1_000)).toBe(1_000 + ms);
  });

  it.each(["0h", "h", "soon", "-1h", ""])("%s is none", (length) => {
    expect(untilOf(length, 1_000)).toBeNull();
  });

  it.each(["over", "until over", "OVER"])("%s is until it is over", (length) => {
    expect(untilOf(length, 1_000)).toBe("over");
  });
});
