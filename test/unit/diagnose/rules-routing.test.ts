import { agent, entry, failure, login, provider, refusal, testRules } from "../parts/diagnose.ts";

const SCOPE = "401 You have insufficient permissions for this operation. Missing scopes: api.responses.write.";
const CHATGPT = "https://chatgpt.com/backend-api/codex";
const OPENAI = "https://api.openai.com/v1";
const CODEX = "openai-codex/gpt-5.4";
const NO_ROUTE = "No route-compatible authentication source is configured for openai.";

const refusedCodex = { failures: [failure(CODEX, SCOPE)] };
const publicCodex = provider("openai-codex", { baseUrl: OPENAI, api: "openai-responses", models: [entry("gpt-5.4")] });
const nine = { version: "2026.9.6", agents: [agent("openai/gpt-5.6-terra")], profiles: [login("openai")] };
const override = provider("openai", { baseUrl: OPENAI, api: "openai-responses" });

testRules({
  "codex-wrong-transport": [
    [
      "the issue",
      { ...refusedCodex, providers: [publicCodex] },
      { severity: "critical", remedy: "codex-transport", agents: ["main"] },
    ],
    ["an entry nobody can see, such as models.json", refusedCodex, { remedy: "codex-transport" }],
    ["a release that does not tell itself", { ...refusedCodex, version: null }, { remedy: "codex-transport" }],
    [
      "two agents",
      { failures: [failure(CODEX, SCOPE), failure(CODEX, SCOPE, { agent: "ops" })] },
      { agents: ["main", "ops"] },
    ],
    ["a healthy gateway", {}, null],
    ["the right route", { ...refusedCodex, providers: [provider("openai-codex", { baseUrl: CHATGPT })] }, null],
    [
      "one model on the right route",
      {
        ...refusedCodex,
        providers: [provider("openai-codex", { baseUrl: OPENAI, models: [entry("gpt-5.4", null, CHATGPT)] })],
      },
      null,
    ],
    [
      "the right address over the wrong api",
      {
        providers: [provider("openai-codex", { baseUrl: CHATGPT, api: "openai-responses" })],
        failures: [failure(CODEX, "403 <html>")],
      },
      { remedy: "codex-transport" },
    ],
    [
      "the right api at the wrong address",
      {
        providers: [provider("openai-codex", { baseUrl: OPENAI, api: "openai-codex-responses" })],
        failures: [failure(CODEX, "Not Found")],
      },
      { remedy: "codex-transport" },
    ],
    [
      "a web page on the right route",
      {
        providers: [provider("openai-codex", { baseUrl: CHATGPT, api: "openai-codex-responses" })],
        failures: [failure(CODEX, "403 <html>")],
      },
      null,
    ],
    ["a 401 for another reason", { failures: [failure(CODEX, '{"detail":"Unauthorized"}')] }, null],
    ["another provider", { failures: [failure("openai/gpt-5.4", SCOPE)] }, null],
    ["a refusal by the gateway", { failures: [refusal(CODEX, "Provider openai-codex is in cooldown")] }, null],
  ],
  "stale-override": [
    [
      "a leftover with a login alone",
      { ...nine, providers: [override], failures: [refusal("openai/gpt-5.6-terra", NO_ROUTE)] },
      { severity: "critical", remedy: "remove-override", agents: ["main"] },
    ],
    [
      "a leftover with a key",
      {
        ...nine,
        providers: [provider("openai", { ...override, hasKey: true })],
        failures: [failure("openai/gpt-5.6-terra", SCOPE)],
      },
      { remedy: "remove-override" },
    ],
    ["no entry", { ...nine, failures: [refusal("openai/gpt-5.6-terra", NO_ROUTE)] }, null],
    [
      "no login",
      {
        ...nine,
        profiles: [],
        providers: [override],
        failures: [refusal("openai/gpt-5.6-terra", NO_ROUTE)],
      },
      null,
    ],
    [
      "an entry that fits",
      {
        ...nine,
        providers: [provider("openai", { baseUrl: "https://chatgpt.com/backend-api" })],
        failures: [refusal("openai/gpt-5.6-terra", NO_ROUTE)],
      },
      null,
    ],
    ["an entry that does no harm", { ...nine, providers: [override] }, null],
    [
      "an older release",
      { ...nine, version: "2026.5.28", providers: [override], failures: [failure("openai/gpt-5.4", SCOPE)] },
      null,
    ],
    [
      "a release that does not tell itself",
      { ...nine, version: null, providers: [override], failures: [failure("openai/gpt-5.4", SCOPE)] },
      null,
    ],
  ],
  "legacy-ref": [
    ["a primary of old", { version: "2026.9.6" }, { severity: "critical", remedy: "rename-refs", agents: ["main"] }],
    [
      "a fallback of old",
      { version: "2026.8.1", agents: [agent("openai/a", "main", "openai-codex/b")] },
      { severity: "warning", remedy: "rename-refs" },
    ],
    ["names of today", { version: "2026.9.6", agents: [agent("openai/a")] }, null],
    ["a release where it may still mean something", { version: "2026.7.1" }, null],
    [
      "such a release, once it refused the name",
      { version: "2026.6.5", failures: [refusal(CODEX, "Unknown model: openai-codex/gpt-5.4")] },
      { severity: "critical", remedy: "rename-refs" },
    ],
    [
      "such a release with an entry of old, once it found no key for it",
      { version: "2026.7.1", failures: [refusal(CODEX, "No API key found for provider openai-codex")] },
      { severity: "critical", remedy: "rename-refs" },
    ],
    [
      "such a release, where the login rests",
      { version: "2026.7.1", failures: [refusal(CODEX, "Provider openai-codex is in cooldown")] },
      null,
    ],
    [
      "an older release that does not know the model",
      { version: "2026.5.28", failures: [refusal(CODEX, "Unknown model: openai-codex/gpt-5.4")] },
      null,
    ],
    ["a release that does not tell itself", { version: null }, null],
    [
      "an agent whose model is not known",
      { version: "2026.9.6", agents: [{ id: "main", primary: null, fallbacks: [] }] },
      null,
    ],
  ],
  "unknown-model": [
    [
      "a model 2026.3.2 does not know",
      { failures: [refusal(CODEX, "Unknown model: openai-codex/gpt-5.4")] },
      { severity: "critical", remedy: "codex-transport", agents: ["main"] },
    ],
    [
      "another provider's model",
      { failures: [refusal("mistral/large", "Unknown model: mistral/large")] },
      { remedy: "choose-model" },
    ],
    [
      "a newer release",
      { version: "2026.5.28", failures: [refusal(CODEX, "Unknown model: x")] },
      { remedy: "choose-model" },
    ],
    [
      "a name of old, which is another matter",
      { version: "2026.9.6", failures: [refusal(CODEX, "Unknown model: x")] },
      null,
    ],
    ["a provider that says so", { failures: [failure(CODEX, "404 no such model")] }, null],
    ["a healthy gateway", {}, null],
  ],
});
