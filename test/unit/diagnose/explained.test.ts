import { describe, expect, test } from "vitest";
import type { Diagnosis } from "../../../src/core/diagnosis.ts";
import { withoutExplained } from "../../../src/diagnose/explained.ts";
import { BIG, SMALL } from "../parts/ledger-words.ts";

const told = (rule: Diagnosis["rule"], rest: Partial<Diagnosis> = {}): Diagnosis => ({
  rule,
  severity: "critical",
  title: rule,
  explanation: [],
  remedy: null,
  agents: [],
  ...rest,
});
const of = (...models: readonly (typeof BIG)[]) => ({ about: models.map((model) => ({ agent: "main", model })) });

describe("what no rule explains", () => {
  test.each<[what: string, other: Diagnosis, left: readonly string[]]>([
    ["gives way to a rule about the same model", told("wrong-key", of(BIG)), ["wrong-key"]],
    ["stays beside one about another model", told("wrong-key", of(SMALL)), ["unexplained", "wrong-key"]],
    ["stays beside one about no model", told("gateway-away"), ["unexplained", "gateway-away"]],
    ["stays beside another that nothing explains", told("unexplained", of(BIG)), ["unexplained", "unexplained"]],
  ])("%s", (_what, other, left) => {
    expect(withoutExplained([told("unexplained", of(BIG)), other]).map(({ rule }) => rule)).toEqual(left);
  });

  test("stays where one of its models is explained by nothing", () => {
    const both = [told("unexplained", of(BIG, SMALL)), told("wrong-key", of(BIG))];
    expect(withoutExplained(both)).toEqual(both);
  });

  test("of no model in particular gives way to whatever explains it, and to nothing", () => {
    expect(withoutExplained([told("unexplained"), told("wrong-key", of(BIG))]).map(({ rule }) => rule)).toEqual([
      "wrong-key",
    ]);
    expect(withoutExplained([told("unexplained")])).toHaveLength(1);
  });
});

test("what is known to be vague gives way to a rule about no model that explains it", () => {
  const vague = told("unknown-model", of(BIG));
  expect(withoutExplained([vague, told("legacy-ref")]).map(({ rule }) => rule)).toEqual(["legacy-ref"]);
  expect(withoutExplained([vague, told("wrong-key")])).toHaveLength(2);
});
