import { describe, expect, it } from "vitest";
import { HOUR, MINUTE, SECOND } from "../../../src/core/time.ts";
import { RULE_FACTS } from "../../../src/core/rules.ts";
import { thresholdOf } from "../../../src/incidents/thresholds.ts";

describe("thresholds", () => {
  it.each([
    ["unauthorized", { checks: 1, goodAnswers: 2 }],
    ["chain-exhausted", { checks: 1, goodAnswers: 2 }],
    ["usage-limit", { checks: 1, goodAnswers: 2, quiet: 10 * MINUTE }],
    ["silent-fallback", { checks: Infinity, answers: 2, after: 2 * MINUTE, goodAnswers: 2 }],
    ["gateway-away", { checks: Infinity, after: 30 * SECOND }],
    ["blind", { checks: Infinity, after: MINUTE }],
    ["upgrade-hazard", { checks: Infinity, after: Infinity }],
    ["route-changed", { checks: 1, quiet: HOUR }],
  ] as const)("of %s are what the operator is promised", (rule, expected) => {
    expect(thresholdOf(rule, {})).toMatchObject(expected);
  });

  it("an operator changes one figure and keeps the others", () => {
    const changed = thresholdOf("silent-fallback", { "silent-fallback": { answers: 5 } });
    expect(changed).toEqual({ ...RULE_FACTS["silent-fallback"].threshold, answers: 5 });
  });

  it("an operator's zero is a zero", () => {
    expect(thresholdOf("gateway-away", { "gateway-away": { after: 0 } }).after).toBe(0);
  });

  it("overrides of one rule leave the others alone", () => {
    expect(thresholdOf("gateway-away", { blind: { checks: 9 } })).toEqual(RULE_FACTS["gateway-away"].threshold);
  });
});
