import { describe, expect, it } from "vitest";
import type { Block, Card, Inline } from "../../src/core/card.ts";
import type { Incident } from "../../src/core/incident.ts";
import { HOUR, MINUTE } from "../../src/core/time.ts";
import { writeIncident, writeReply } from "../../src/notify/card.ts";
import { incident, NOW, impact } from "./parts/incidents.ts";

const inline = (part: Inline): string =>
  typeof part === "string"
    ? part
    : part.kind === "time"
      ? `<${part.style} ${new Date(part.at).toISOString()}>`
      : part.text;

function writeBlock(block: Block): string {
  if (block.kind === "fields")
    return block.fields.map(({ label, value }) => `${label}: ${value.map(inline).join("")}`).join("\n");
  if (block.kind === "text" || block.kind === "note") return block.text.map(inline).join("");
  throw new Error(`no such block is expected: ${block.kind}`);
}
const plain = ({ title, blocks }: Card): string => [title, ...blocks.map(writeBlock)].join("\n");

const night = incident({
  agents: ["main", "research"],
  lastSeenAt: NOW + MINUTE,
  impact: impact({ answers: 9, fallbacks: 3, unauthorized: 4, exhausted: 1, sessions: 2 }),
  remedy: "sign-in",
});
const labels = (one: Incident, flapping = false) =>
  writeIncident(one, flapping, NOW).actions?.map(({ label }) => label);

describe("the card of an incident", () => {
  it("says what it is, since when, whom it hits and how often, without a word of slang", () => {
    expect(plain(writeIncident(night, false, NOW + MINUTE))).toBe(
      [
        "main: The primary model is refused with 401",
        "About it.",
        "Since: <absolute 2026-03-07T12:00:00.000Z> (<relative 2026-03-07T12:00:00.000Z>)",
        "Last seen: <absolute 2026-03-07T12:01:00.000Z>",
        "Agents: main, research",
        "So far: 3 answers by a fallback, 4 401s, 1 turn without an answer, 2 sessions affected.",
      ].join("\n"),
    );
  });

  it.each<readonly [string, Partial<Incident>, boolean, Card["tone"], RegExp]>([
    ["critical", {}, false, "critical", /^main: /],
    ["a warning", { severity: "warning" }, false, "warning", /^main: /],
    ["a hint", { severity: "info" }, false, "warning", /^main: /],
    ["a gateway that is away", { cause: "gateway-away" }, false, "unknown", /^main: /],
    ["a gateway that cannot be read", { cause: "blind" }, false, "unknown", /^main: /],
    ["perhaps over", { phase: "recovering", goneSince: NOW }, false, "critical", /^Perhaps over: main: /],
    ["over", { phase: "over", overAt: NOW }, false, "good", /^Over: main: /],
    ["over, after it came and went", { phase: "over", overAt: NOW }, true, "good", /^Over: main: /],
    ["coming and going", {}, true, "critical", /^Comes and goes: main: /],
  ])("%s is seen at a glance", (_, rest, flapping, tone, title) => {
    const card = writeIncident(incident(rest), flapping, NOW);
    expect(card.tone).toBe(tone);
    expect(card.title).toMatch(title);
  });

  it("says who acknowledged and who muted it, and until when", () => {
    const text = plain(
      writeIncident(incident({ acknowledgedBy: "Ada", mutedBy: "Otto", mutedUntil: NOW + HOUR }), false, NOW),
    );
    expect(text).toContain("Acknowledged by Ada.");
    expect(text).toContain("Muted by Otto until <absolute 2026-03-07T13:00:00.000Z>.");
  });

  it("does not speak of a mute whose time has passed", () => {
    expect(plain(writeIncident(incident({ mutedBy: "Otto", mutedUntil: NOW }), false, NOW))).not.toContain("Muted");
  });

  it("what comes and goes has a digest instead of messages", () => {
    const openings = [0, 5, 10, 15].map((minute) => NOW + minute * MINUTE);
    const card = writeIncident(incident({ openings }), true, NOW + 15 * MINUTE);
    expect(plain(card)).toContain("It came back 3 times within 30 minutes");
  });

  it("has buttons for what can be done, and only those", () => {
    const mutes = ["Mute 1 h", "Mute 24 h", "Mute until over", "Details"];
    expect(labels(night)).toEqual(["Fix", "Acknowledge", ...mutes]);
    expect(labels({ ...night, remedy: null })).toEqual(["Acknowledge", ...mutes]);
    expect(labels({ ...night, acknowledgedBy: "Ada" })).toEqual(["Fix", ...mutes]);
    expect(labels({ ...night, phase: "over" })).toBeUndefined();
  });

  it("every button names its incident, and Fix its gateway", () => {
    const [fix, ...others] = writeIncident(night, false, NOW).actions ?? [];
    expect(fix).toMatchObject({ command: "fix-codex", args: { gateway: "main" } });
    expect(others.every(({ command, args }) => command === "warnings" && args["incident"] === "one")).toBe(true);
  });
});

describe("the messages under it", () => {
  const counts = "3 answers by a fallback, 4 401s, 1 turn without an answer, 2 sessions affected.";
  it.each([
    ["escalation", "warning", 0, "main: it got worse", `The primary model is refused with 401. ${counts}`],
    ["escalation", null, 0, "main: it is back", `The primary model is refused with 401. ${counts}`],
    ["reminder", "critical", 4 * HOUR, "main: still going on after 4 h", counts],
    ["recovery", "critical", 2 * HOUR + 10 * MINUTE, "main: over after 2 h 10 min", `In that time: ${counts}`],
  ] as const)("%s after %s", (kind, announced, after, title, words) => {
    const one = { ...night, ...(kind === "recovery" && { phase: "over" as const, goneSince: NOW + after }) };
    const card = writeReply(kind, one, announced, NOW + after);
    expect(card.title).toBe(title);
    expect(plain(card)).toContain(words);
    expect(card.actions).toBeUndefined();
  });
});
