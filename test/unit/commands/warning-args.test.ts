import { describe, expect, it } from "vitest";
import { readWarningArgs, untilOf } from "../../../commands/warning-args.ts";
import { DAY, HOUR, MINUTE } from "../../../src/core/time.ts";

const ACTIONS = ["status", "mute", "unmute", "ack", "details"];
type Typed = Parameters<typeof readWarningArgs>[0];

/** With the length in milliseconds, or until it is over. */
type Meant = Partial<Omit<ReturnType<typeof readWarningArgs>, "length">> & { readonly length?: number | "over" };

/** As a chat without named options fills them: in order, and what is left over stays with the last. */
function inOrder(line: string): Typed {
  const [action, incident, ...rest] = line.split(" ");
  return { action, incident, ...(rest.length > 0 && { for: rest.join(" ") }) };
}

describe("one wish, written in many ways", () => {
  it.each<readonly [Meant, readonly string[]]>([
    [
      { action: "mute", gateway: "main", length: 30 * MINUTE },
      [
        "mute 30m main",
        "mute main 30m",
        "30m mute main",
        "30m main mute",
        "main mute 30m",
        "main 30m mute",
        "MUTE 30M MAIN",
        "mute main for 30 minutes",
        "mute 30 mins on main",
        "mutes main half an hour",
        "silence main 30 min.",
        "Snooze gateway main 30min",
        "mute main until 30m",
      ],
    ],
    [
      { action: "mute", incident: "14", length: "over" },
      [
        "mute 14 over",
        "mute over 14",
        "14 mute over",
        "14 over mute",
        "over mute 14",
        "over 14 mute",
        "Mute 14 Over",
        "mute 14 until over",
        "mute incident 14 until it is over",
        "silence 14 over",
        "mute the incident 14 over",
        "MUTE number 14 OVER",
      ],
    ],
    [
      { action: "ack", incident: "#3" },
      [
        "ack #3",
        "#3 ack",
        "ACK #3",
        "Ack #3",
        "acks #3",
        "acknowledge #3",
        "#3 acknowledge",
        "Acknowledged #3",
        "ack incident #3",
        "acknowledge the incident #3",
        "#3 ack.",
        "ack number #3",
      ],
    ],
    [
      { action: "details", gateway: "gw-2" },
      [
        "details gw-2",
        "gw-2 details",
        "detail gw-2",
        "Details GW-2",
        "gw-2 DETAIL",
        "details of gw-2",
        "details on gw-2",
        "details gateway gw-2",
        "the details gw-2",
        "details of the gateway gw-2",
        "details for gw-2",
        "gateway gw-2 details",
      ],
    ],
    [
      { action: undefined, length: 2 * DAY },
      [
        "2d",
        "2D",
        "2 d",
        "2 days",
        "2 DAYS",
        "2days",
        "for 2d",
        "for 2 days",
        "48h",
        "48 hours",
        "48 hrs",
        "48HR",
        "2880 min",
      ],
    ],
    [
      { action: "mute", length: 90 * MINUTE },
      [
        "mute 1h30m",
        "mute 1h 30m",
        "mute 1.5h",
        "mute 1,5h",
        "mute 1.5 hours",
        "mute 90m",
        "mute 90 min",
        "mute for 90 minutes",
        "snooze 1h30m",
        "1h30m mute",
        "silence for 1h30min",
        "MUTE 1H30M",
      ],
    ],
    [
      { action: undefined, length: HOUR },
      [
        "1h",
        "1 h",
        "1 hour",
        "an hour",
        "one hour",
        "1hr",
        "60m",
        "60 minutes",
        "60 mins",
        "for an hour",
        "For 1 Hour",
        "1 hr.",
      ],
    ],
  ])("%j", (expected, lines) => {
    expect(lines.length).toBeGreaterThanOrEqual(12);
    for (const line of lines) {
      const { length, ...read } = readWarningArgs(inOrder(line), { actions: ACTIONS, gateways: ["main", "gw-2"] });
      const until = length === undefined ? undefined : untilOf(length, 0);
      const none = {
        action: undefined,
        incident: undefined,
        gateway: undefined,
        length: undefined,
        unknown: undefined,
      };
      expect({ line, ...read, length: until }).toEqual({ line, ...none, ...expected });
    }
  });
});

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
    ["a word of a prototype", { action: "constructor" }, { unknown: "constructor" }],
  ])("%s", (_, typed, expected) => {
    const none = { gateway: undefined, action: undefined, incident: undefined, length: undefined, unknown: undefined };
    expect(readWarningArgs(typed, { actions: ACTIONS, gateways: ["main", "gw-2"] })).toEqual({ ...none, ...expected });
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

it.each(["mute until 08:00", "mute till 8:00", "until 08.00 mute", "snooze until 08:00"])(
  "%j lasts until then",
  (line) => {
    const now = new Date(2026, 2, 7, 23, 15).getTime();
    const { action, length, unknown } = readWarningArgs(inOrder(line), { actions: ACTIONS, gateways: ["main"] });
    expect({ action, unknown }).toEqual({ action: "mute", unknown: undefined });
    expect(untilOf(length ?? "", now)).toBe(new Date(2026, 2, 8, 8).getTime());
  },
);
