import { expect, test } from "vitest";
import type { Incident } from "../../../src/core/incident.ts";
import { HOUR, MINUTE } from "../../../src/core/time.ts";
import { toTopic } from "../../../src/notify/topic.ts";
import { impact, incident, NOW } from "../parts/incidents.ts";

const OVER = { phase: "over", goneSince: NOW, overAt: NOW } as const;
const of = (...members: Partial<Incident>[]) =>
  toTopic(
    "group",
    members.map((one, index) => incident({ id: `i${index}`, gateway: `gw-${index}`, ...one })),
    8,
  );

test.each<[what: string, members: readonly Partial<Incident>[], severity: string]>([
  ["the worst that lasts", [{ severity: "warning" }, { severity: "critical" }], "critical"],
  ["a warning among hints", [{ severity: "info" }, { severity: "warning" }], "warning"],
  ["what is left of it", [{ severity: "critical", ...OVER }, { severity: "warning" }], "warning"],
  [
    "the worst that was, once all is over",
    [
      { severity: "critical", ...OVER },
      { severity: "info", ...OVER },
    ],
    "critical",
  ],
])("what is told as one is as severe as %s", (_what, members, severity) => {
  expect(of(...members)?.severity).toBe(severity);
});

test("what is told as one began with its first, and counts all of it", () => {
  const first = {
    begunAt: NOW - HOUR,
    lastSeenAt: NOW,
    impact: impact({ answers: 3, fallbacks: 1, goodInARow: 4, spent: { usd: 0.25, priced: 1, unpriced: 0 } }),
  };
  const second = {
    begunAt: NOW - MINUTE,
    lastSeenAt: NOW + 1,
    impact: impact({ fallbacks: 2, goodInARow: 1, spent: { usd: 0.5, priced: 1, unpriced: 1 } }),
  };
  expect(of(first, second)).toMatchObject({
    begunAt: NOW - HOUR,
    lastSeenAt: NOW + 1,
    impact: impact({ answers: 3, fallbacks: 3, goodInARow: 1, spent: { usd: 0.75, priced: 2, unpriced: 1 } }),
  });
});

test("it is muted while each that lasts is, and until the first of them speaks again", () => {
  const [hour, day] = [
    { mutedUntil: NOW + HOUR, mutedBy: "Ada" },
    { mutedUntil: NOW + 24 * HOUR, mutedBy: "Otto" },
  ];
  expect(of(day, hour)).toMatchObject({ mutedUntil: NOW + HOUR, mutedBy: "Otto" });
  expect(of(hour, { mutedUntil: "over", mutedBy: "Otto" })).toMatchObject({ mutedUntil: NOW + HOUR });
  expect(of(hour, {})).toMatchObject({ mutedUntil: null, mutedBy: null });
  expect(of(hour, OVER)).toMatchObject({ mutedUntil: NOW + HOUR });
});

test("it is acknowledged when each that lasts is", () => {
  expect(of({ acknowledgedBy: "Ada" }, { acknowledgedBy: "Otto" })?.acknowledgedBy).toBe("Ada");
  expect(of({ acknowledgedBy: "Ada" }, {})?.acknowledgedBy).toBeNull();
  expect(of({ acknowledgedBy: "Ada" }, OVER)?.acknowledgedBy).toBe("Ada");
});
