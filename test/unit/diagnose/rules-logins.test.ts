import { agent, failure, login, provider, refusal, testRules } from "../parts/diagnose.ts";

const CODEX = "openai-codex/gpt-5.4";
const SCOPE = "401 Missing scopes: api.responses.write.";
const forbidden = (message: string, model = CODEX) => failure(model, message);

testRules({
  "model-request-scope": [
    [
      "401",
      { failures: [failure(CODEX, "401 Missing scopes: model.request")] },
      { severity: "critical", remedy: null },
    ],
    ["403", { version: "2026.5.28", failures: [forbidden("403 Missing scopes: model.request")] }, { remedy: null }],
    ["among others", { failures: [failure(CODEX, "401 Missing scopes: api.x, model.request.")] }, { remedy: null }],
    ["another scope", { failures: [failure(CODEX, SCOPE)] }, null],
    ["the words without the scope", { failures: [failure(CODEX, "401 no. See model.request in the manual")] }, null],
  ],
  "sign-in-rejected": [
    [
      "a revoked login",
      { failures: [failure(CODEX, '{"detail":"Unauthorized"}')] },
      { severity: "critical", remedy: "sign-in", agents: ["main"] },
    ],
    [
      "a revoked login on today's release",
      {
        version: "2026.9.6",
        profiles: [login("openai")],
        agents: [agent("openai/gpt-5.6-terra")],
        failures: [failure("openai/gpt-5.6-terra", '401: {"detail":"Unauthorized"}')],
      },
      { remedy: "sign-in" },
    ],
    ["a scope that is missing", { failures: [failure(CODEX, SCOPE)] }, null],
    [
      "a login that never came with the request",
      { failures: [failure(CODEX, "401 Missing bearer authentication")] },
      null,
    ],
    ["no login", { profiles: [], failures: [failure(CODEX, "401 no")] }, null],
    [
      "a login that is no ChatGPT one",
      { profiles: [login("openai", "api_key")], failures: [failure("openai/x", "401 no")] },
      null,
    ],
    [
      "a key that is wrong",
      {
        version: "2026.9.6",
        profiles: [login("openai")],
        providers: [provider("openai", { hasKey: true })],
        failures: [failure("openai/gpt-5.4", "401 Incorrect API key provided")],
      },
      null,
    ],
    [
      "the public route",
      {
        providers: [provider("openai-codex", { baseUrl: "https://api.openai.com/v1" })],
        failures: [failure(CODEX, "401 no")],
      },
      null,
    ],
    ["another provider", { failures: [failure("mistral/large", "401 no")] }, null],
  ],
  "spent-refresh-token": [
    [
      "used twice",
      { failures: [failure(CODEX, "401 refresh_token_reused")] },
      { severity: "critical", remedy: "sign-in" },
    ],
    ["invalidated", { failures: [failure(CODEX, "401 refresh_token_invalidated")] }, { remedy: "sign-in" }],
    [
      "told by the gateway",
      { failures: [refusal(CODEX, "OAuth token refresh failed for openai-codex")] },
      { remedy: "sign-in" },
    ],
    ["a token that ran out", { failures: [failure(CODEX, "401 token_expired")] }, null],
    ["a plain 401", { failures: [failure(CODEX, "401 no")] }, null],
  ],
  "missing-bearer": [
    [
      "no token in the request",
      { version: "2026.4.26", failures: [failure(CODEX, "401 Missing bearer or basic authentication in header")] },
      { severity: "critical", remedy: null },
    ],
    ["a plain 401", { failures: [failure(CODEX, "401 no")] }, null],
  ],
  "missing-credential": [
    [
      "no key",
      { version: "2026.5.10", failures: [refusal(CODEX, "No API key found for provider openai-codex.")] },
      { severity: "critical", remedy: null },
    ],
    ["no credentials", { failures: [refusal(CODEX, "no credentials")] }, { remedy: null }],
    ["the provider says so", { failures: [failure(CODEX, "401 no credentials")] }, null],
    ["another refusal", { failures: [refusal(CODEX, "in cooldown")] }, null],
  ],
  "sign-in-expiring": [
    [
      "a login that ends soon",
      { profiles: [{ ...login("openai-codex"), status: "expiring", expiresAt: 1 }] },
      { severity: "warning", agents: ["main"] },
    ],
    [
      "a login that has ended",
      { profiles: [{ ...login("openai-codex"), status: "expired" }] },
      { severity: "critical" },
    ],
    [
      "a login that a fallback needs",
      { agents: [agent("x/y", "ops", "openai-codex/z")], profiles: [{ ...login("openai-codex"), status: "expired" }] },
      { agents: ["ops"] },
    ],
    ["a login that is good", { profiles: [{ ...login("openai-codex"), status: "ok" }] }, null],
    ["a login that says nothing", {}, null],
    ["a login nobody uses", { profiles: [{ ...login("mistral"), status: "expired" }] }, null],
  ],
});
