import { agent, entry, failure, login, provider, testRules } from "../parts/diagnose.ts";
import { ref } from "../parts/ledger-words.ts";

const SCOPE = "401 You have insufficient permissions for this operation. Missing scopes: api.responses.write.";
const CHATGPT = "https://chatgpt.com/backend-api/codex";
const OPENAI = "https://api.openai.com/v1";
const CODEX = "openai-codex/gpt-5.4";

const refusedCodex = { failures: [failure(CODEX, SCOPE)] };
const publicCodex = provider("openai-codex", { baseUrl: OPENAI, api: "openai-responses", models: [entry("gpt-5.4")] });
const nine = { version: "2026.9.6", agents: [agent("openai/gpt-5.6-terra")], profiles: [login("openai")] };
const override = provider("openai", { baseUrl: OPENAI, api: "openai-responses" });
const seedModels = [entry("gpt-5.4", "openai-codex-responses")];

testRules({
  "restricted-key": [
    [
      "a key without the scope, beside a login",
      {
        version: "2026.5.28",
        agents: [agent("openai-platform/gpt-5.5")],
        providers: [provider("openai-platform", { hasKey: true })],
        failures: [failure("openai-platform/gpt-5.5", SCOPE)],
      },
      { severity: "critical", remedy: "move-primary", agents: ["main"] },
    ],
    [
      "a key without the scope, which only heartbeats use",
      {
        version: "2026.5.28",
        agents: [{ ...agent("openai-codex/gpt-5.5"), heartbeat: ref("openai-platform/gpt-5.5") }],
        providers: [provider("openai-platform", { hasKey: true })],
        failures: [failure("openai-platform/gpt-5.5", SCOPE)],
      },
      { severity: "critical", remedy: null, agents: ["main"] },
    ],
    [
      "a key without the scope, and no login",
      {
        version: "2026.5.28",
        profiles: [],
        providers: [provider("openai-platform", { hasKey: true })],
        failures: [failure("openai-platform/gpt-5.5", SCOPE)],
      },
      { remedy: null },
    ],
    [
      "a provider without a key",
      { providers: [provider("openai-platform")], failures: [failure("openai-platform/gpt-5.5", SCOPE)] },
      null,
    ],
    ["the login's own provider", { ...refusedCodex, providers: [provider("openai-codex", { hasKey: true })] }, null],
    [
      "an override that should not be there",
      {
        ...nine,
        providers: [provider("openai", { ...override, hasKey: true })],
        failures: [failure("openai/gpt-5.6-terra", SCOPE)],
      },
      null,
    ],
    [
      "a wrong key",
      {
        providers: [provider("openai-platform", { hasKey: true })],
        failures: [failure("openai-platform/gpt-5.5", "401 Incorrect API key provided")],
      },
      null,
    ],
  ],
  "stale-models-json": [
    [
      "an old address that wins",
      {
        providers: [provider("openai-codex", { baseUrl: CHATGPT })],
        failures: [failure(CODEX, "Not Found")],
      },
      { severity: "critical", remedy: "codex-transport-replace" },
    ],
    [
      "a configuration that names the old address itself",
      { providers: [publicCodex], failures: [failure(CODEX, "Not Found")] },
      null,
    ],
    [
      "a release that no longer reads it",
      {
        version: "2026.3.8",
        providers: [provider("openai-codex", { baseUrl: CHATGPT })],
        failures: [failure(CODEX, "Not Found")],
      },
      null,
    ],
    [
      "another provider",
      {
        providers: [provider("x", { baseUrl: CHATGPT })],
        failures: [failure("x/y", "Not Found")],
      },
      null,
    ],
  ],
  "partial-override": [
    [
      "an address without an api",
      { providers: [provider("openai-codex", { baseUrl: CHATGPT, models: [entry("gpt-5.4")] })] },
      { severity: "critical", remedy: "codex-transport" },
    ],
    [
      "the same of another provider",
      { agents: [agent("x/y")], providers: [provider("x", { baseUrl: "https://x.example", models: [entry("y")] })] },
      { remedy: null },
    ],
    ["an api for the whole entry", { providers: [publicCodex] }, null],
    [
      "an api for every model",
      { providers: [provider("openai-codex", { baseUrl: CHATGPT, models: seedModels })] },
      null,
    ],
    ["no address", { providers: [provider("openai-codex", { models: [entry("gpt-5.4")] })] }, null],
    [
      "an entry nobody uses",
      {
        agents: [agent("x/y")],
        providers: [provider("openai-codex", { baseUrl: CHATGPT, models: [entry("gpt-5.4")] })],
      },
      null,
    ],
    [
      "a release that survives it",
      { version: "2026.3.8", providers: [provider("openai-codex", { baseUrl: CHATGPT, models: [entry("gpt-5.4")] })] },
      null,
    ],
  ],
  "upgrade-hazard": [
    [
      "the seed's block",
      {
        providers: [provider("openai-codex", { baseUrl: CHATGPT, api: "openai-codex-responses", models: seedModels })],
      },
      { severity: "info", remedy: null },
    ],
    [
      "the block in its models alone",
      { version: "2026.5.28", providers: [provider("openai-codex", { models: seedModels })] },
      { severity: "info" },
    ],
    [
      "an entry that stays valid",
      { providers: [provider("openai-codex", { baseUrl: CHATGPT, api: "openai-responses" })] },
      null,
    ],
    ["a release past it", { version: "2026.8.1", providers: [provider("openai-codex", { models: seedModels })] }, null],
    ["no entry", {}, null],
  ],
});
