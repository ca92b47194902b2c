import { expect, test } from "vitest";
import type { ProviderSetting } from "../../../src/core/gateway.ts";
import { writeEntry } from "../../../src/core/provider-entry.ts";
import { digest } from "../../../src/lib/digest.ts";
import { sortFailures } from "../../../src/diagnose/open-failures.ts";
import { entry, failure, inputOf, inspect, provider, testRules } from "../parts/diagnose.ts";
import { NOW } from "../parts/ledger-words.ts";

const GPT = "openai-codex/gpt-5.4";
const refused = failure(GPT, "401 no");

testRules({
  "entry-changed": [
    ["of what failed another way", { superseded: [refused] }, { severity: "info", since: NOW - 1_000 }],
    ["nothing failed so", {}, null],
  ],
});

test("each provider is told once, with what failed last", () => {
  const other = failure("anthropic/claude-opus-4-6", "401 no", { agent: "ops", lastAt: NOW - 9_000 });
  const again = failure(GPT, "403 no", { agent: "ops", lastAt: NOW - 5_000 });
  expect(inspect("entry-changed", { superseded: [refused, again, other] })).toMatchObject([
    { subject: "openai-codex", agents: ["main", "ops"], since: NOW - 1_000 },
    { subject: "anthropic", agents: ["ops"], since: NOW - 9_000 },
  ]);
});

const at = (setting: Partial<ProviderSetting> | null) =>
  inputOf({ providers: setting === null ? [] : [provider("openai-codex", setting)] }).snapshot;

const RIGHT = { baseUrl: "https://chatgpt.com/backend-api/codex", api: "openai-codex-responses" };

test.each<
  [what: string, before: Partial<ProviderSetting> | null, after: Partial<ProviderSetting> | null, isOther: boolean]
>([
  ["the same", RIGHT, RIGHT, false],
  ["another address", { ...RIGHT, baseUrl: "https://api.openai.com/v1" }, RIGHT, true],
  ["another api", { ...RIGHT, api: "openai-responses" }, RIGHT, true],
  ["a key", RIGHT, { ...RIGHT, hasKey: true }, true],
  ["another way for one model", RIGHT, { ...RIGHT, models: [entry("gpt-5.4", "openai-responses")] }, true],
  ["one more model, the same way", RIGHT, { ...RIGHT, models: [entry("gpt-5.5")] }, false],
  ["an entry that was added", null, RIGHT, true],
  ["an entry that is gone", RIGHT, null, true],
])("what failed is explained by what was set then: %s", (_what, before, after, isOther) => {
  const failures = [{ ...refused, entry: digest(writeEntry(at(before), "openai-codex")) }];
  const course = { now: NOW, snapshot: at(after), served: [], mended: null, mendedModels: [] };
  const { open, superseded } = sortFailures(failures, course);
  expect(open).toHaveLength(isOther ? 0 : 1);
  expect(superseded).toHaveLength(isOther ? 1 : 0);
});

test("what was kept before that was noted counts as it did, and what is over is not superseded", () => {
  const { snapshot } = inputOf({});
  const course = { now: NOW, snapshot, served: [], mended: null, mendedModels: [] };
  expect(sortFailures([{ ...refused, entry: null }], course).open).toHaveLength(1);
  const served = [{ agent: "main", model: refused.model, wish: "primary" as const, at: NOW }];
  expect(sortFailures([{ ...refused, entry: "other" }], { ...course, served }).superseded).toEqual([]);
});
