import { describe, expect, test } from "vitest";
import { english } from "../../../src/words/speak.ts";
import { lineToText } from "../parts/text.ts";
import { agent, failure, inputOf, provider, refusal, ruleOf, testRules, type State } from "../parts/diagnose.ts";
import { NOW } from "../parts/ledger-words.ts";
import { joinLines } from "../../../src/words/sequence.ts";

const A = "anthropic/claude-sonnet-4-6";
const B = "lmstudio-box/qwen3-32b";
const chain = { version: "2026.9.6", agents: [agent(A, "main", B)], profiles: [] };
const failing = (message: string, model = A): State => ({ ...chain, failures: [failure(model, message)] });
const critical = { severity: "critical", agents: ["main"], remedy: null };
const warning = { ...critical, severity: "warning" };

testRules({
  "wrong-key": [
    ["a key nobody knows", failing("401 invalid x-api-key"), { ...critical, title: "The key of anthropic is refused" }],
    ["a fallback's key", failing("401 Invalid API Key", B), warning],
    ["another 401", failing("401 no"), null],
  ],
  "login-expired": [
    ["a token that was revoked", failing("401 OAuth token has been revoked"), { ...critical, remedy: "sign-in" }],
    ["another 401", failing("401 no"), null],
  ],
  "empty-account": [
    ["402", failing("402 Insufficient credits"), { ...critical, title: "The account of anthropic is empty" }],
    ["400 in words", failing("400 Your credit balance is too low"), critical],
    ["another 400", failing("400 no"), null],
  ],
  "rate-limit": [
    ["too fast", failing("429 Too many requests"), warning],
    ["a plan that is used up", failing("429 usage limit"), null],
  ],
  overloaded: [
    ["529", failing("529 Overloaded"), warning],
    ["500", failing("500 no"), null],
  ],
  "provider-outage": [
    ["500", failing("500 no"), warning],
    [
      "two agents at once",
      {
        ...chain,
        agents: [agent(A, "main"), agent(A, "ops")],
        failures: [failure(A, "500 no"), failure(A, "500 no", { agent: "ops" })],
      },
      { ...warning, agents: ["main", "ops"] },
    ],
    ["529", failing("529 Overloaded"), null],
  ],
  "provider-timeout": [
    ["nothing in time", failing("Request timed out."), warning],
    ["something", failing("500 no"), null],
  ],
  "provider-unreachable": [
    ["refused", failing("connect ECONNREFUSED 127.0.0.1:1234"), critical],
    ["no such name", failing("getaddrinfo ENOTFOUND x"), critical],
    ["a fallback", failing("connect ECONNREFUSED 127.0.0.1:1234", B), warning],
    ["an error page", failing("502 <html>"), null],
  ],
  "provider-forbids": [
    ["403 in words", failing("403 permission_error"), critical],
    ["a page", failing("403 <html>"), null],
  ],
  "context-too-long": [
    ["a long prompt", failing("400 prompt is too long"), warning],
    ["another 400", failing("400 no"), null],
  ],
  "content-filter": [
    ["a filter", failing("400 Output blocked by content filtering policy"), warning],
    ["another 400", failing("400 no"), null],
  ],
  "removed-api": [
    ["an api of before", { ...chain, failures: [refusal(A, "No API provider registered for api: x")] }, critical],
    ["an unknown model", { ...chain, failures: [refusal(A, "Unknown model: x")] }, null],
  ],
  unexplained: [
    [
      "an error nobody has seen",
      failing("418 I am a teapot"),
      { ...critical, title: "Requests to anthropic fail: bad request (418)" },
    ],
    ["only the rest after a failure", { ...chain, failures: [refusal(A, "Provider anthropic is in cooldown")] }, null],
    ["nothing", chain, null],
  ],
});

const explain = (id: string, state: State): string => {
  const found = ruleOf(id).inspect(inputOf(state));
  if ("cannotTell" in found) throw new Error(english(found.cannotTell));
  return found.map(({ explanation, next }) => lineToText(joinLines(explanation, next))).join("\n");
};

describe("what a cause says", () => {
  test.each<[id: string, state: State, words: RegExp]>([
    ["wrong-key", failing("401 invalid x-api-key"), /openclaw models auth login --provider anthropic\./],
    [
      "wrong-key",
      { ...failing("401 invalid x-api-key"), providers: [provider("anthropic", { hasKey: true })] },
      /models\.providers\.anthropic\.apiKey/,
    ],
    ["login-expired", failing("401 token_expired"), /openclaw models auth login --provider anthropic\./],
    ["empty-account", failing("402 no"), /HTTP 402/],
    ["empty-account", failing("402 no"), /--probe-provider anthropic\./],
    ["empty-account", failing("402 no"), /openclaw models set lmstudio-box\/qwen3-32b/],
    [
      "usage-limit",
      { ...chain, failures: [failure(A, "429 usage limit", { until: NOW + 60_000 })] },
      /can be asked again/,
    ],
    [
      "provider-unreachable",
      {
        ...failing("connect ECONNREFUSED 10.0.0.5:1234"),
        providers: [provider("anthropic", { baseUrl: "http://10.0.0.5:1234/v1" })],
      },
      /the server at http:\/\/10\.0\.0\.5:1234\/v1/,
    ],
    ["context-too-long", failing("400 prompt is too long"), /\/compact/],
    ["unexplained", failing("418 I am a teapot"), /`?anthropic\/claude-sonnet-4-6`? failed at .*HTTP 418/],
    ["unexplained", failing("418 I am a teapot"), /failed at /],
  ])("%s %#", (id, state, words) => {
    expect(explain(id, state)).toMatch(words);
  });

  test("a provider whose name a shell would take apart is quoted", () => {
    expect(explain("login-expired", failing("401 token_expired", "my box; rm/x"))).toContain("--provider 'my box; rm'");
  });
});
