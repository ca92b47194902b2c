import { describe, expect, it } from "vitest";
import type { Block, Card, Inline } from "../../../src/core/card.ts";
import type { Impact } from "../../../src/core/evidence.ts";
import type { Incident, Topic } from "../../../src/core/incident.ts";
import { HOUR, MINUTE } from "../../../src/core/time.ts";
import { writeIncident, writeReply } from "../../../src/notify/card.ts";
import { toTopic } from "../../../src/notify/topic.ts";
import { english, speak } from "../../../src/words/speak.ts";
import { incident, impact, NOW, topic } from "../parts/incidents.ts";
import { linesOf } from "../parts/report.ts";

const inline = (part: Inline<string>): string =>
  typeof part === "string"
    ? part
    : part.kind === "time"
      ? `<${part.style} ${new Date(part.at).toISOString()}>`
      : part.text;

function writeBlock(block: Block<string>): string {
  if (block.kind === "fields")
    return block.fields.map(({ label, value }) => `${label}: ${value.map(inline).join("")}`).join("\n");
  if (block.kind === "text" || block.kind === "note") return block.text.map(inline).join("");
  throw new Error(`no such block is expected: ${block.kind}`);
}
const plain = (card: Card): string => {
  const { title, blocks } = speak(card, "en");
  return [title, ...blocks.map(writeBlock)].join("\n");
};

const OVER = { phase: "over", goneSince: NOW + 42 * MINUTE, overAt: NOW + HOUR } as const;
const FIXED = { phase: "recovering", goneSince: NOW, mended: { at: NOW, by: "Ada" } } as const;
const night = topic({
  models: { configured: "gpt-5.4", answering: "gpt-5.3-codex" },
  agents: ["main", "research"],
  lastSeenAt: NOW + MINUTE,
  impact: impact({ answers: 9, fallbacks: 3, unauthorized: 4, exhausted: 1, sessions: 2 }),
  remedy: "sign-in",
});
const labels = (one: Topic, flapping = false) => writeIncident(one, flapping, NOW).actions?.map(({ label }) => label);

const away = (gateway: string, rest: Partial<Incident> = {}) =>
  incident({ id: gateway, gateway, cause: "gateway-away", title: "The gateway is away", ...rest });

describe("the card of an incident", () => {
  it("says who has it and what it does, then why, how much, and whom it hits", () => {
    expect(plain(writeIncident(night, false, NOW + MINUTE))).toBe(
      [
        "main: gpt-5.3-codex answers instead of gpt-5.4",
        "The primary model is refused with 401. About it.",
        "3 answers by a fallback, 4 × 401, 1 turn without an answer · 2 sessions · agents main, research · since <absolute 2026-03-07T12:00:00.000Z>",
      ].join("\n"),
    );
  });

  it("says what to do on a line of its own, and nothing of it once it was repaired or is over", () => {
    const one = topic({ next: ["Add credit."] });
    expect(
      plain(writeIncident(one, false, NOW))
        .split("\n")
        .slice(1, 3),
    ).toEqual(["About it.", "Next: Add credit."]);
    for (const rest of [OVER, FIXED])
      expect(plain(writeIncident({ ...one, ...rest }, false, NOW))).not.toContain("Next");
  });

  it("leaves out what is zero, and says a cause that is the first line once", () => {
    expect(plain(writeIncident(topic(), false, NOW))).toBe(
      ["main: The primary model is refused with 401", "About it.", "Since <absolute 2026-03-07T12:00:00.000Z>"].join(
        "\n",
      ),
    );
  });

  it.each<readonly [string, Partial<Topic>, boolean, Card["tone"], RegExp]>([
    ["critical", {}, false, "critical", /^main: The primary/],
    ["a warning", { severity: "warning" }, false, "warning", /^main: /],
    ["a hint", { severity: "info" }, false, "neutral", /^main: /],
    [
      "no answer at all",
      { models: { configured: "a", answering: null } },
      false,
      "critical",
      /^main: no model answers$/,
    ],
    ["a gateway that is away", { cause: "gateway-away" }, false, "unknown", /^main: unreachable$/],
    ["a gateway that cannot be read", { cause: "blind" }, false, "unknown", /^main: cannot be read$/],
    ["perhaps over", { phase: "recovering", goneSince: NOW }, false, "critical", /^Perhaps over: main: /],
    [
      "over",
      { phase: "over", goneSince: NOW + 42 * MINUTE, overAt: NOW + HOUR },
      false,
      "good",
      /^Resolved after 42 min: main: /,
    ],
    [
      "over, with its model",
      { ...OVER, models: { configured: "a", answering: "b" } },
      false,
      "good",
      /: a answers on main again$/,
    ],
    ["over, reachable", { ...OVER, cause: "gateway-away" }, false, "good", /: main is reachable again$/],
    ["over, by clocks that do not agree", { ...OVER, goneSince: NOW - 1 }, false, "good", /^Resolved: main/],
    ["over, after it came and went", OVER, true, "good", /^Resolved after/],
    [
      "repaired, before anybody was answered",
      { ...FIXED, models: { configured: "a", answering: "b" } },
      false,
      "good",
      /^Repaired: main uses a again$/,
    ],
    ["coming and going", {}, true, "critical", /^Flapping: main: /],
  ])("%s is seen at a glance", (_, rest, flapping, tone, title) => {
    const card = writeIncident(topic(rest), flapping, NOW);
    expect(card.tone).toBe(tone);
    expect(english(card.title)).toMatch(title);
  });

  it("several of one cause are one card: how many, which, and who is back", () => {
    const members = [away("gw-1"), away("gw-2"), away("gw-3")];
    const all = toTopic("gw-1", members, 8);
    const some = toTopic("gw-1", [away("gw-1", { ...OVER }), ...members.slice(1)], 8);
    const none = toTopic(
      "gw-1",
      members.map((one) => ({ ...one, ...OVER })),
      8,
    );
    const cards = [all, some, none].map((one) => (one === null ? "" : plain(writeIncident(one, false, NOW))));
    expect(cards[0]).toMatch(/^3 of 8 gateways unreachable\n.*\ngw-1, gw-2, gw-3\n/);
    expect(cards[1]).toMatch(/^2 of 8 gateways unreachable\n.*\ngw-2, gw-3\nResolved: gw-1\n/);
    expect(cards[2]).toMatch(/^Resolved after 42 min: all 3 gateways reachable again\n/);
    expect(all && writeIncident(all, false, NOW).actions?.map(({ label }) => label)).toEqual([
      "Acknowledge",
      "Mute",
      "Details",
    ]);
  });

  it("says who repaired it and that this was proved, and offers no other fix", () => {
    const one = { ...night, ...FIXED };
    const waiting = "Repaired <absolute 2026-03-07T12:00:00.000Z> by Ada, proved. Waiting for the next real answer.";
    expect(plain(writeIncident(one, false, NOW))).toContain(waiting);
    expect(labels(one)).not.toContain("Fix");
  });

  it("says who acknowledged and who muted it, and until when", () => {
    const text = plain(
      writeIncident(topic({ acknowledgedBy: "Ada", mutedBy: "Otto", mutedUntil: NOW + HOUR }), false, NOW),
    );
    expect(text).toContain("Acknowledged by Ada.");
    expect(text).toContain("Muted by Otto until <absolute 2026-03-07T13:00:00.000Z>.");
  });

  it("does not speak of a mute whose time has passed", () => {
    expect(plain(writeIncident(topic({ mutedBy: "Otto", mutedUntil: NOW }), false, NOW))).not.toContain("Muted");
  });

  it("what comes and goes has a digest instead of messages", () => {
    const openings = [0, 5, 10, 15].map((minute) => NOW + minute * MINUTE);
    const card = writeIncident(topic({ openings }), true, NOW + 15 * MINUTE);
    expect(plain(card)).toContain("It came back 3 times within 30 minutes");
  });

  it("has buttons for what can be done, four at most, and only those", () => {
    expect(labels(night)).toEqual(["Fix", "Acknowledge", "Mute", "Details"]);
    expect(labels({ ...night, remedy: null })).toEqual(["Acknowledge", "Mute", "Details"]);
    expect(labels({ ...night, acknowledgedBy: "Ada" })).toEqual(["Fix", "Mute", "Details"]);
    expect(labels({ ...night, mutedUntil: "over" })).toEqual(["Fix", "Acknowledge", "Unmute", "Details"]);
    expect(labels({ ...night, phase: "over" })).toBeUndefined();
  });

  it("what was repaired waits for an answer: the repair can be undone from there", () => {
    const { actions = [] } = writeIncident({ ...night, ...FIXED }, false, NOW);
    expect(actions.map(({ label }) => english(label))).toEqual(["Undo", "Details"]);
    expect(actions[0]).toMatchObject({ command: "undo-fix", args: { gateway: "main" } });
  });

  it("every button names its incident, and Fix its gateway", () => {
    const [fix, ...others] = writeIncident(night, false, NOW).actions ?? [];
    expect(fix).toMatchObject({ command: "fix-codex", args: { gateway: "main" } });
    expect(others.every(({ command, args }) => command === "warnings" && args["incident"] === "one")).toBe(true);
  });
});

describe("the messages under it", () => {
  const counts = "3 answers by a fallback, 4 × 401, 1 turn without an answer · 2 sessions";
  const first = "main: gpt-5.3-codex answers instead of gpt-5.4";
  it.each([
    ["escalation", "warning", 0, `Worse: ${first}`, counts],
    ["escalation", null, 0, `Again: ${first}`, counts],
    ["reminder", "critical", 4 * HOUR, `Still: ${first}`, `For 4 h. ${counts}`],
    [
      "recovery",
      "critical",
      2 * HOUR + 10 * MINUTE,
      "Resolved after 2 h 10 min: gpt-5.4 answers on main again",
      counts,
    ],
  ] as const)("%s after %s", (kind, announced, after, title, words) => {
    const one = { ...night, ...(kind === "recovery" && { phase: "over" as const, goneSince: NOW + after }) };
    const card = writeReply(kind, one, announced, NOW + after);
    expect(card.title).toEqual(title);
    expect(plain(card)).toContain(words);
    expect(card.actions).toBeUndefined();
  });
});

it.each<[what: string, incident: Partial<Topic>, facts: string]>([
  ["a cause", { cause: "wrong-key" }, "3 answers by a fallback · since <time>"],
  ["what answers cost", { cause: "paid-substitution" }, "3 answers by a fallback · since <time>"],
  ["a job", { cause: "job-fails" }, "Since <time>"],
  ["an upgrade", { cause: "upgraded", severity: "info" }, "Since <time>"],
])("counts stand where they follow from what is told: %s", (_what, incident, facts) => {
  expect(linesOf(writeIncident(topic({ ...incident, impact: impact({ fallbacks: 3 }) }), false, NOW))).toContain(facts);
});

it.each<[what: string, cause: Topic["cause"], spent: Impact["spent"], facts: string]>([
  [
    "every price is known",
    "wrong-key",
    { usd: 0.84, priced: 3, unpriced: 0 },
    "3 answers by a fallback, about $0.84 · since <time>",
  ],
  [
    "some are",
    "wrong-key",
    { usd: 0.5, priced: 2, unpriced: 1 },
    "3 answers by a fallback, at least $0.50 · since <time>",
  ],
  ["none is", "wrong-key", { usd: 0, priced: 0, unpriced: 3 }, "3 answers by a fallback · since <time>"],
  [
    "none is, and it is about money",
    "paid-substitution",
    { usd: 0, priced: 0, unpriced: 3 },
    "3 answers by a fallback, price unknown · since <time>",
  ],
  [
    "next to nothing was spent",
    "wrong-key",
    { usd: 0.001, priced: 3, unpriced: 0 },
    "3 answers by a fallback, about $0.001 · since <time>",
  ],
])("what fallbacks cost is told where %s", (_what, cause, spent, facts) => {
  const cost = spent && { spent };
  expect(linesOf(writeIncident(topic({ cause, impact: impact({ fallbacks: 3, ...cost }) }), false, NOW))).toContain(
    facts,
  );
});

it("a hint is no warning", () => {
  expect(writeIncident(topic({ cause: "upgraded", severity: "info" }), false, NOW).tone).toBe("neutral");
});
