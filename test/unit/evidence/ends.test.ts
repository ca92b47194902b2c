import { expect, test } from "vitest";
import type { LogEntry } from "../../../src/core/record.ts";
import { readEnds, readOngoing } from "../../../src/evidence/readers/ends.ts";
import { readGivenUp } from "../../../src/gateway/reading/failure/given-up.ts";
import { model } from "./readings.ts";
import { said } from "../parts/failure.ts";

const TERRA = model("openai/gpt-5.6-terra");
const LUNA = model("openai/gpt-5.6-luna");
const NO_ROUTE = "No route-compatible authentication source is configured for openai.";
const SKIPPED = "Provider openai has auth issue (skipping all models)";

test.each<[what: string, text: string, refused: readonly string[]]>([
  [
    "a chain of refusals",
    `Embedded agent failed before reply: All models failed (2): openai/gpt-5.6-terra: ${NO_ROUTE} (auth) | openai/gpt-5.6-luna: ${NO_ROUTE} (auth)`,
    ["openai/gpt-5.6-terra", "openai/gpt-5.6-luna"],
  ],
  [
    "the same with advice behind it",
    `This turn ended before a reply: All models failed (2): openai/gpt-5.6-terra: ${NO_ROUTE} (auth) | openai/gpt-5.6-luna: ${NO_ROUTE} (auth). Re-authenticate with: openclaw models auth login --provider 'openai' --force`,
    ["openai/gpt-5.6-terra", "openai/gpt-5.6-luna"],
  ],
  [
    "skipped models",
    `All models failed (2): openai/gpt-5.6-terra: ${SKIPPED} (auth) | openai/gpt-5.6-luna: ${SKIPPED} (auth)`,
    ["openai/gpt-5.6-terra", "openai/gpt-5.6-luna"],
  ],
  [
    "a provider's refusal and the gateway's",
    `All models failed (2): openai-codex/gpt-5.4: 401 Missing scopes: api.responses.write. (auth) | openai-codex/gpt-5.3-codex: Provider openai-codex is in cooldown (auth)`,
    ["openai-codex/gpt-5.3-codex"],
  ],
  [
    "answers of providers alone",
    'All models failed (2): openai-codex/gpt-5.4: {"detail":"Unauthorized"} (auth) | openai-codex/gpt-5.3-codex: {"detail":"Unauthorized"} (auth)',
    [],
  ],
  [
    "a single model",
    'Embedded agent failed before reply: Auth profile "openai:default" is temporarily unavailable for openai/gpt-5.6-luna.',
    ["openai/gpt-5.6-luna"],
  ],
  [
    "a model with slashes of its own",
    `All models failed (1): openrouter/openai/gpt-5.4: ${SKIPPED} (auth)`,
    ["openrouter/openai/gpt-5.4"],
  ],
  ["a sentence about something else", "Embedded agent failed before reply: the disk is full", []],
  ["nothing", "", []],
])("the summary of %s names the models the gateway refused", (_what, text, refused) => {
  expect(readGivenUp(text, 0).map(({ model: { provider, model: name } }) => `${provider}/${name}`)).toEqual(refused);
});

const decision = (at: number, rest: Partial<Extract<LogEntry, { kind: "decision" }>> = {}): LogEntry => ({
  kind: "decision",
  at,
  run: "r1",
  sessionId: "s1",
  outcome: "failed",
  requested: TERRA,
  candidate: TERRA,
  failure: said(NO_ROUTE, { said: "auth", status: 401 }),
  last: false,
  failedBefore: [],
  ...rest,
});
const lane = (at: number, message = NO_ROUTE): LogEntry => ({
  kind: "lane-error",
  at,
  session: "agent:main:main",
  model: null,
  failure: said(message),
});
const gaveUp = (at: number): LogEntry => ({ kind: "gave-up", at, refused: [] });
const last = { candidate: LUNA, last: true } as const;

test.each<[what: string, entries: readonly LogEntry[], asked: readonly string[], ends: readonly object[]]>([
  ["nothing", [], [], []],
  ["a chain that goes on", [decision(1)], [], []],
  [
    "a chain whose last model served",
    [decision(1), decision(2, { ...last, outcome: "served", failure: null })],
    [],
    [],
  ],
  ["a chain whose last model failed", [decision(1), decision(2, last)], [], [{ run: "r1", at: 2, local: true }]],
  [
    "one in which a provider was asked",
    [decision(1), decision(2, last)],
    ["r1/openai/gpt-5.6-luna"],
    [{ run: "r1", local: false }],
  ],
  [
    "one in which a provider was asked before",
    [decision(2, { ...last, failedBefore: [{ model: TERRA, failure: said(null) }] })],
    ["r1/openai/gpt-5.6-terra"],
    [{ run: "r1", local: false }],
  ],
  [
    "one whose provider was asked long before it was over",
    [decision(1), lane(60_000), decision(60_001, last)],
    ["r1/openai/gpt-5.6-terra"],
    [{ run: "r1", local: false }],
  ],
  [
    "one that is given up after its lane's error",
    [lane(1), gaveUp(2)],
    [],
    [{ session: "agent:main:main", run: null, local: true }],
  ],
  [
    "one given up after a provider's answer",
    [lane(1, "401 no"), gaveUp(2)],
    [],
    [{ session: "agent:main:main", local: false }],
  ],
  ["a lane's error without an end", [lane(1)], [], []],
  ["an end that follows nothing", [gaveUp(1)], [], []],
  ["an end that follows much later", [lane(1), gaveUp(60_000)], [], []],
  ["two ends after one lane's error", [lane(1), gaveUp(2), gaveUp(3)], [], [{ session: "agent:main:main" }]],
  [
    "an end that is told twice",
    [lane(1), decision(2), decision(3, last), gaveUp(4)],
    [],
    [
      { run: "r1", at: 3 },
      { run: "r1", at: 4 },
    ],
  ],
])("the log tells where chains end: %s", (_what, entries, asked, ends) => {
  const found = readEnds(entries, new Set(asked));
  expect(found).toMatchObject(ends);
  expect(found).toHaveLength(ends.length);
});

test.each<[what: string, entries: readonly LogEntry[], runs: readonly (string | null)[]]>([
  ["nothing", [], []],
  ["a candidate failed and another follows", [decision(1)], ["r1"]],
  ["it was passed over and another follows", [decision(1, { outcome: "passed-over" })], ["r1"]],
  ["the last one failed", [decision(1), decision(2, last)], []],
  ["the next one served", [decision(1), decision(2, { outcome: "served" })], []],
  ["two runs, of which one goes on", [decision(1), decision(2, { run: "r2" }), decision(3, last)], ["r2"]],
])("the log tells which chains go on: %s", (_what, entries, runs) => {
  expect(readOngoing(entries).map(({ run }) => run)).toEqual(runs);
});
