import { describe, expect, it } from "vitest";
import type { RuleId } from "../../../src/core/rules.ts";
import { groupFindings } from "../../../src/incidents/group.ts";
import { found } from "../parts/incidents.ts";

describe("what is one trouble", () => {
  it.each([
    ["nothing", [], []],
    ["a 401 alone", ["unauthorized"], ["unauthorized"]],
    [
      "a 401, the fallback it causes and the rest that follows",
      ["resting-credential", "silent-fallback", "unauthorized"],
      ["unauthorized > silent-fallback > resting-credential"],
    ],
    ["a known cause before the 401", ["unauthorized", "restricted-key"], ["restricted-key > unauthorized"]],
    [
      "an exhausted chain before the fallback",
      ["silent-fallback", "chain-exhausted"],
      ["chain-exhausted > silent-fallback"],
    ],
    ["a fallback nobody can explain", ["silent-fallback"], ["silent-fallback"]],
    [
      "two causes: what follows belongs to the first",
      ["stale-override", "silent-fallback", "legacy-ref"],
      ["stale-override > silent-fallback", "legacy-ref"],
    ],
    [
      "what has nothing to do with answers stays apart",
      ["gateway-away", "unauthorized", "upgrade-hazard", "silent-fallback"],
      ["unauthorized > silent-fallback", "gateway-away", "upgrade-hazard"],
    ],
    ["a gateway that is away, alone", ["gateway-away"], ["gateway-away"]],
  ] as readonly [string, readonly RuleId[], readonly string[]][])("%s", (_, rules, expected) => {
    const groups = groupFindings(rules.map((rule) => found(rule)));
    expect(groups.map((group) => group.map(({ rule }) => rule).join(" > "))).toEqual(expected);
  });
});
