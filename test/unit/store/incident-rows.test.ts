import { expect, test } from "vitest";
import type { Incident } from "../../../src/core/incident.ts";
import { readIncident, writeIncident } from "../../../src/store/incident-rows.ts";
import { impact, incident, NOW } from "../parts/incidents.ts";

/** All that an incident can hold. */
const WHOLE: Required<Incident> = {
  ...incident({ phase: "over", overAt: NOW, goneSince: NOW, announced: "warning", acknowledgedBy: "a" }),
  subjects: ["openai"],
  next: ["Do this."],
  impact: impact({ fallbacks: 3, spent: { usd: 1.5, priced: 2, unpriced: 1 } }),
  mended: { at: NOW, by: "b" },
  formerly: "Another title",
  ended: "replaced",
  mutedBy: "c",
  mutedUntil: "over",
  models: { configured: "a/b", answering: null },
  group: "first",
  number: 3,
};

const read = (kept: object, number: number | null = null) => readIncident({ incident: JSON.stringify(kept), number });

test.each([
  ["all there is", WHOLE],
  ["no more than must be", incident()],
  ["an end of its quiet", incident({ mutedBy: "c", mutedUntil: NOW })],
])("an incident is read as it was kept: %s", (_what, kept) => {
  expect(readIncident({ incident: writeIncident(kept), number: kept.number ?? null })).toEqual(kept);
});

test("one of an earlier release is read with what it lacks", () => {
  const { impact: _impact, remedy, checks, openings: _openings, announced, ...rest } = incident();
  expect(read({ ...rest, toll: impact({ answers: 2 }) }, 5)).toEqual({
    ...rest,
    remedy,
    checks,
    announced,
    openings: [],
    impact: impact({ answers: 2 }),
    number: 5,
  });
  expect(read(rest)?.impact).toEqual(impact());
  // A rule that is no more says nothing any more.
  expect(read({ ...incident(), rules: ["unauthorized", "of-before"] })?.rules).toEqual(["unauthorized"]);
});

test.each<[what: string, kept: object | string]>([
  ["what is no JSON", "{not json"],
  ["what is no incident", {}],
  ["a cause nobody knows", { ...incident(), cause: "of-later" }],
  ["the shape of a newer release", { ...incident(), v: 99 }],
])("one that cannot be read is none: %s", (_what, kept) => {
  expect(readIncident({ incident: typeof kept === "string" ? kept : JSON.stringify(kept), number: 1 })).toBeNull();
});
