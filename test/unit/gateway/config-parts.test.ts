import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readConfig } from "../../../src/gateway/reading/config.ts";

const resolved = { agent: "main", model: { provider: "openai", model: "gpt-5.1" }, agents: [], sessions: [] };
const read = (config: unknown) => readConfig({ hash: "h", config })(resolved);

test.each<[what: string, provider: unknown, expected: object | null]>([
  [
    "a whole one",
    {
      baseUrl: "https://x.example/v1",
      api: "openai-responses",
      apiKey: "__OPENCLAW_REDACTED__",
      models: [{ id: "m", api: "b" }],
    },
    {
      baseUrl: "https://x.example/v1",
      api: "openai-responses",
      hasKey: true,
      models: [{ id: "m", api: "b", baseUrl: null }],
    },
  ],
  ["an empty one", {}, { baseUrl: null, api: null, hasKey: false, models: [] }],
  ["an empty key", { apiKey: "" }, { hasKey: false }],
  ["a key kept elsewhere", { apiKey: { source: "env", id: "KEY" } }, { hasKey: true }],
  [
    "a model without an id, left out",
    { models: [{ name: "x" }, { id: "m" }] },
    { models: [{ id: "m", api: null, baseUrl: null }] },
  ],
  ["one that is a text, left out", "https://x.example", null],
  ["one whose address is a number, left out", { baseUrl: 5 }, null],
])("a provider is read as far as it can be: %s", (_what, provider, expected) => {
  const { providers } = read({ models: { providers: { good: { api: "x" }, one: provider } } });
  expect(providers.map(({ id }) => id)).toEqual(expected === null ? ["good"] : ["good", "one"]);
  expect(providers).toMatchObject([{ api: "x" }, ...(expected === null ? [] : [expected])]);
});

test("no secret of the configuration is kept", () => {
  const config = {
    models: {
      providers: {
        one: {
          baseUrl: "https://ada:fake-fake-fake@x.example/v1",
          apiKey: "sk-fake-fake-fake",
          headers: { Authorization: "Bearer fake-fake-fake" },
          models: [{ id: "m", baseUrl: "https://x.example/v1?key=fake-fake-fake" }],
        },
      },
    },
    auth: { profiles: { "openai:a": { provider: "openai", mode: "oauth", token: "fake-token-fake" } } },
    channels: { telegram: { botToken: "fake-bot-token" } },
  };
  expect(JSON.stringify(read(config))).not.toMatch(/fake/);
});

test("a login says its provider and its kind, as far as they are told", () => {
  const profiles = {
    "openai-codex:default": { mode: "oauth" },
    "openai:key": { provider: "openai", mode: "api_key" },
    bad: 5,
  };
  const read1 = read({ auth: { profiles } }).profiles;
  expect(read1).toMatchObject([
    { id: "openai-codex:default", provider: "openai-codex", mode: "oauth" },
    { id: "openai:key", provider: "openai", mode: "api_key" },
  ]);
});

test("the hash, the last writer and the mode of models are told, or null", () => {
  expect(
    readConfig({ hash: "h1", config: { meta: { lastTouchedVersion: "2026.3.2" }, models: { mode: "replace" } } })(
      resolved,
    ),
  ).toMatchObject({ hash: "h1", lastWriter: "2026.3.2", modelsMode: "replace" });
  expect(readConfig({ parsed: {} })(resolved)).toMatchObject({ hash: null, lastWriter: null, modelsMode: null });
});

test.each([[null], ["text"], [5], [[]]])("a reply that is no configuration says so in a sentence: %j", (payload) => {
  expect(() => readConfig(payload)(resolved)).toThrow(/^the gateway's reply to config\.get cannot be read/);
});

test("whatever stands in a configuration, agents are told and nothing is thrown", () => {
  const part = fc.anything({ maxDepth: 3 });
  const config = fc.record(
    {
      agents: fc.oneof(part, fc.record({ defaults: part, list: fc.oneof(part, fc.array(part)), entries: part })),
      models: fc.oneof(part, fc.record({ providers: fc.oneof(part, fc.dictionary(fc.string(), part)) })),
      auth: fc.oneof(part, fc.record({ profiles: part })),
      meta: part,
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(config, (hostile) => {
      const { agents } = read(hostile);
      expect(agents.length).toBeGreaterThan(0);
    }),
  );
});
