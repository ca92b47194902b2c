import { failure, refusal, testRules } from "../parts/diagnose.ts";

const CODEX = "openai-codex/gpt-5.4";
const SCOPE = "401 Missing scopes: api.responses.write.";
const PAGE = "403 <html><head><title>Just a moment...</title></head></html>";
const forbidden = (message: string, model = CODEX) => failure(model, message);

const april = { version: "2026.4.10" };

testRules({
  "retired-path": [
    [
      "a page where an answer should be",
      { ...april, failures: [forbidden(PAGE)] },
      { severity: "critical", remedy: "codex-transport", agents: ["main"] },
    ],
    [
      "the same called a DNS error",
      { ...april, failures: [failure(CODEX, "DNS lookup failed")] },
      { remedy: "codex-transport" },
    ],
    [
      "the same called a rate limit",
      { ...april, failures: [failure(CODEX, "429 <html>")] },
      { remedy: "codex-transport" },
    ],
    ["a release before", { version: "2026.3.12", failures: [forbidden(PAGE)] }, null],
    ["a release after", { version: "2026.4.20", failures: [forbidden(PAGE)] }, null],
    [
      "another provider's refusal",
      { ...april, failures: [forbidden("403 your plan does not include this", "mistral/large")] },
      null,
    ],
    ["another provider's DNS", { ...april, failures: [failure("mistral/large", "DNS lookup failed")] }, null],
  ],
  "network-block": [
    ["a challenge", { failures: [forbidden(PAGE)] }, { severity: "critical", remedy: null, agents: ["main"] }],
    [
      "a challenge on today's release",
      { version: "2026.9.6", failures: [forbidden("403 cloudflare: blocked", "openai/gpt-5.6-terra")] },
      { remedy: null },
    ],
    ["a page on a release that builds the wrong path", { ...april, failures: [forbidden(PAGE)] }, null],
    [
      "a refusal in words",
      { failures: [forbidden('403 {"error":{"message":"your plan does not include this model"}}')] },
      null,
    ],
    ["a scope that is missing", { failures: [forbidden("403 Missing scopes: model.request")] }, null],
    ["a 401", { failures: [failure(CODEX, SCOPE)] }, null],
  ],
  "store-flag": [
    [
      "a request it refuses",
      {
        version: "2026.4.14",
        failures: [failure(CODEX, "400 Store must be set to false")],
      },
      { severity: "critical", remedy: null },
    ],
    ["another 400", { failures: [failure(CODEX, "400 bad")] }, null],
  ],
  "empty-400": [
    [
      "nothing but a number",
      { version: "2026.6.1", failures: [failure(CODEX, "400 (no body)")] },
      { severity: "critical", remedy: null },
    ],
    ["another release", { version: "2026.5.28", failures: [failure(CODEX, "400 (no body)")] }, null],
    ["a later release", { version: "2026.7.1", failures: [failure(CODEX, "400 (no body)")] }, null],
    ["a release that does not tell itself", { version: null, failures: [failure(CODEX, "400 (no body)")] }, null],
    ["a 400 with words", { version: "2026.6.1", failures: [failure(CODEX, "400 bad")] }, null],
  ],
  "unavailable-model": [
    [
      "a plan without it",
      {
        failures: [failure(CODEX, "The 'gpt-5.4' model is not supported when using Codex with a ChatGPT account.")],
      },
      { severity: "critical", remedy: "choose-model" },
    ],
    [
      "a model that is gone",
      {
        version: "2026.5.28",
        failures: [failure(CODEX, "404 The model does not exist")],
      },
      { remedy: "choose-model" },
    ],
    ["an old address of an old release", { failures: [failure(CODEX, "Not Found")] }, null],
    ["a refusal by the gateway", { version: "2026.5.28", failures: [refusal(CODEX, "Unknown model")] }, null],
  ],
  "usage-limit": [
    ["used up", { failures: [failure(CODEX, "429 usage limit")] }, { severity: "warning", remedy: null }],
    ["resting after it", { failures: [refusal(CODEX, "in cooldown")] }, null],
  ],
  "resting-credential": [
    [
      "a rest",
      { failures: [refusal(CODEX, "Provider openai-codex is in cooldown")] },
      { severity: "info", remedy: "cooldown" },
    ],
    ["a provider that limits", { failures: [failure(CODEX, "429 no")] }, null],
  ],
});
