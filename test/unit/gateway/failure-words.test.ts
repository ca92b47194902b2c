import * as fc from "fast-check";
import { expect, test } from "vitest";
import { toFacts, type FailureReason } from "../../../src/core/failure.ts";
import { logOf, RECORDINGS, transcriptOf } from "../evidence/readings.ts";
import { said } from "../parts/failure.ts";

const SCOPE =
  "You have insufficient permissions for this operation. Missing scopes: api.responses.write. Check that you have the correct role";

test.each<[provider: string, message: string, reason: FailureReason, status: number | null]>([
  ["OpenAI", `401 ${SCOPE}`, "missing-scope", 401],
  ["OpenAI", `HTTP 401: ${SCOPE}`, "missing-scope", 401],
  ["OpenAI", SCOPE, "missing-scope", 401],
  ["OpenAI", "403 Missing scopes: model.request", "missing-scope", 403],
  ["OpenAI", "Missing bearer or basic authentication in header", "missing-bearer", 401],
  [
    "OpenAI",
    "Incorrect API key provided: sk-fake. You can find your API key at https://platform.openai.com",
    "wrong-key",
    401,
  ],
  [
    "OpenAI",
    "401 You didn't provide an API key. You need to provide your API key in an Authorization header",
    "missing-bearer",
    401,
  ],
  ["OpenAI", "429 You exceeded your current quota, please check your plan and billing details.", "empty-account", 429],
  [
    "OpenAI",
    "429 Rate limit reached for gpt-5.4 in organization org-x on tokens per min (TPM): Limit 30000, Used 29000, Requested 2000. Please try again in 2s.",
    "rate-limit",
    429,
  ],
  ["OpenAI", "404 The model `gpt-4` does not exist or you do not have access to it.", "retired-model", 404],
  ["OpenAI", "403 Your organization must be verified to use the model `gpt-5.4`.", "not-entitled", 403],
  [
    "OpenAI",
    "400 This model's maximum context length is 128000 tokens. However, your messages resulted in 130000 tokens.",
    "context-too-long",
    400,
  ],
  [
    "OpenAI",
    "400 Invalid prompt: your prompt was flagged as potentially violating our usage policy.",
    "content-filter",
    400,
  ],
  ["OpenAI", "400 Store must be set to false", "store-flag", 400],
  ["OpenAI", "400 (no body)", "empty-400", 400],
  ["OpenAI", "400 Unsupported parameter: 'temperature'", "bad-request", 400],
  ["OpenAI", "The server had an error while processing your request: overloaded", "overloaded", null],
  ["OpenAI", "500 Internal Server Error", "server", 500],
  ["ChatGPT", '{"detail":"Unauthorized"}', "unauthorized", 401],
  ["ChatGPT", '401: {"detail":"Unauthorized"}', "unauthorized", 401],
  ["ChatGPT", "Could not validate your token. Please try signing in again.", "login-expired", 401],
  [
    "ChatGPT",
    '{"error":{"code":"token_expired","message":"Provided authentication token is expired."}}',
    "login-expired",
    401,
  ],
  ["ChatGPT", "Your authentication token has been invalidated. Please try signing in again.", "login-expired", 401],
  ["ChatGPT", "401 refresh_token_reused", "spent-refresh-token", 401],
  ["ChatGPT", "You have hit your ChatGPT usage limit (plus plan). Try again in ~128 min.", "plan-limit", 429],
  ["ChatGPT", "The 'gpt-5.4' model is not supported when using Codex with a ChatGPT account.", "not-entitled", null],
  ["ChatGPT", "403 <html><head><title>Just a moment...</title></head></html>", "blocked", 403],
  ["ChatGPT", "<html><body>Enable JavaScript and cookies to continue</body></html>", "blocked", 403],
  [
    "OpenClaw",
    "Authentication failed (provider returned HTTP 401). Your provider token may have expired — try the request again in a moment.",
    "login-expired",
    401,
  ],
  [
    "Anthropic",
    '401 {"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}}',
    "wrong-key",
    401,
  ],
  [
    "Anthropic",
    '401 {"type":"error","error":{"type":"authentication_error","message":"OAuth token has expired. Please obtain a new token or refresh your existing token."}}',
    "login-expired",
    401,
  ],
  [
    "Anthropic",
    '401 {"type":"error","error":{"type":"authentication_error","message":"Invalid bearer token"}}',
    "wrong-key",
    401,
  ],
  [
    "Anthropic",
    '400 {"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits."}}',
    "empty-account",
    400,
  ],
  [
    "Anthropic",
    '400 {"type":"error","error":{"type":"invalid_request_error","message":"You have reached your specified API usage limits. You will regain access on 2026-04-01 at 00:00 UTC."}}',
    "plan-limit",
    400,
  ],
  [
    "Anthropic",
    `429 {"type":"error","error":{"type":"rate_limit_error","message":"This request would exceed your account's rate limit. Please try again later."}}`,
    "rate-limit",
    429,
  ],
  ["Anthropic", '529 {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}', "overloaded", 529],
  [
    "Anthropic",
    '404 {"type":"error","error":{"type":"not_found_error","message":"model: claude-3-opus-20240229"}}',
    "retired-model",
    404,
  ],
  [
    "Anthropic",
    '400 {"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 210000 tokens > 200000 maximum"}}',
    "context-too-long",
    400,
  ],
  [
    "Anthropic",
    '400 {"type":"error","error":{"type":"invalid_request_error","message":"Output blocked by content filtering policy"}}',
    "content-filter",
    400,
  ],
  [
    "Anthropic",
    '403 {"type":"error","error":{"type":"permission_error","message":"Your account does not have permission to use this"}}',
    "forbidden",
    403,
  ],
  ["Anthropic", '500 {"type":"error","error":{"type":"api_error","message":"Internal server error"}}', "server", 500],
  [
    "Google",
    '400 {"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT","details":[{"reason":"API_KEY_INVALID"}]}}',
    "wrong-key",
    400,
  ],
  [
    "Google",
    '429 {"error":{"code":429,"message":"You exceeded your current quota, please check your plan and billing details. Quota exceeded for metric: generate_content_free_tier_requests, limit: 20. Please retry in 34.07s.","status":"RESOURCE_EXHAUSTED"}}',
    "rate-limit",
    429,
  ],
  [
    "Google",
    '429 {"error":{"message":"Quota exceeded for quota metric GenerateRequestsPerDayPerProjectPerModel","status":"RESOURCE_EXHAUSTED"}}',
    "plan-limit",
    429,
  ],
  [
    "Google",
    '503 {"error":{"code":503,"message":"The model is overloaded. Please try again later.","status":"UNAVAILABLE"}}',
    "overloaded",
    503,
  ],
  [
    "Google",
    '404 {"error":{"code":404,"message":"models/gemini-1.5-pro is not found for API version v1beta, or is not supported for generateContent."}}',
    "retired-model",
    404,
  ],
  [
    "Google",
    '400 {"error":{"message":"The input token count (1200000) exceeds the maximum number of tokens allowed (1048576)."}}',
    "context-too-long",
    400,
  ],
  ["Google", "Response was blocked: PROHIBITED_CONTENT", "content-filter", null],
  [
    "Google",
    '403 {"error":{"code":403,"message":"Permission denied on resource project x","status":"PERMISSION_DENIED"}}',
    "forbidden",
    403,
  ],
  [
    "OpenRouter",
    '402 {"error":{"message":"Insufficient credits. Add more using https://openrouter.ai/settings/credits","code":402}}',
    "empty-account",
    402,
  ],
  ["OpenRouter", "402 This request requires more credits, or fewer max_tokens.", "empty-account", 402],
  ["OpenRouter", '401 {"error":{"message":"No auth credentials found","code":401}}', "missing-bearer", 401],
  ["OpenRouter", '401 {"error":{"message":"User not found.","code":401}}', "wrong-key", 401],
  [
    "OpenRouter",
    "429 Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000 free model requests per day",
    "plan-limit",
    429,
  ],
  ["OpenRouter", "404 No endpoints found for anthropic/claude-2.", "retired-model", 404],
  ["OpenRouter", "400 anthropic/claude-9 is not a valid model ID", "retired-model", 400],
  [
    "OpenRouter",
    '403 {"error":{"message":"Your chosen model requires moderation and your input was flagged for \\"violence\\"","code":403}}',
    "content-filter",
    403,
  ],
  [
    "Groq",
    '401 {"error":{"message":"Invalid API Key","type":"invalid_request_error","code":"invalid_api_key"}}',
    "wrong-key",
    401,
  ],
  [
    "Groq",
    "429 Rate limit reached for model `llama-3.3-70b` in organization `org_x` on tokens per day (TPD): Limit 100000, Used 99500, Requested 900. Please try again in 14m23.04s.",
    "plan-limit",
    429,
  ],
  [
    "Groq",
    "413 Request too large for model `llama-3.3-70b` on tokens per minute (TPM): Limit 6000, Requested 12000, please reduce your message size and try again.",
    "context-too-long",
    413,
  ],
  ["Groq", "400 The model `llama2-70b-4096` has been decommissioned and is no longer supported.", "retired-model", 400],
  ["Groq", "498 Flex tier capacity exceeded", "overloaded", 498],
  ["Mistral", '401 {"message":"Unauthorized"}', "unauthorized", 401],
  ["Mistral", '429 {"message":"Service tier capacity exceeded for this model.","code":"3505"}', "overloaded", 429],
  ["Mistral", '429 {"message":"Requests rate limit exceeded"}', "rate-limit", 429],
  ["Mistral", '400 {"message":"Invalid model: mistral-huge","code":"1500"}', "retired-model", 400],
  [
    "DeepSeek",
    '402 {"error":{"message":"Insufficient Balance","type":"unknown_error","code":"invalid_request_error"}}',
    "empty-account",
    402,
  ],
  ["DeepSeek", '401 {"error":{"message":"Authentication Fails, Your api key: ****cdef is invalid"}}', "wrong-key", 401],
  ["DeepSeek", "503 Server busy, please try again later", "overloaded", 503],
  ["DeepSeek", '400 {"error":{"message":"Model Not Exist"}}', "retired-model", 400],
  [
    "xAI",
    '400 {"code":"Client specified an invalid argument","error":"Incorrect API key provided: xa***ke."}',
    "wrong-key",
    400,
  ],
  [
    "xAI",
    `403 {"error":"Your newly created teams doesn't have any credits yet. You can purchase credits on https://console.x.ai"}`,
    "empty-account",
    403,
  ],
  [
    "xAI",
    '429 {"error":"Your team has either used all available credits or reached its monthly spending limit."}',
    "empty-account",
    429,
  ],
  ["Ollama", '404 {"error":"model \'qwen3:32b\' not found, try pulling it first"}', "retired-model", 404],
  ["Ollama", "connect ECONNREFUSED 127.0.0.1:11434", "unreachable", null],
  ["Ollama", "500 model requires more system memory (20.0 GiB) than is available (8.0 GiB)", "server", 500],
  ["llama.cpp", "400 the request exceeds the available context size, try increasing it", "context-too-long", 400],
  [
    "LiteLLM",
    "401 Authentication Error, Invalid proxy server token passed. Received API Key = sk-...",
    "wrong-key",
    401,
  ],
  ["LiteLLM", "400 Budget has been exceeded! Current cost: 10.02, Max budget: 10.0", "empty-account", 400],
  [
    "LiteLLM",
    "400 Invalid model name passed in model=claude-opus. Call `/v1/models` to view available models",
    "retired-model",
    400,
  ],
  ["Bedrock", "429 ThrottlingException: Too many requests, please wait before trying again.", "rate-limit", 429],
  [
    "Bedrock",
    "403 UnrecognizedClientException: The security token included in the request is invalid.",
    "wrong-key",
    403,
  ],
  ["Bedrock", "403 ExpiredTokenException: The security token included in the request is expired", "login-expired", 403],
  [
    "Bedrock",
    "403 AccessDeniedException: You don't have access to the model with the specified model ID.",
    "not-entitled",
    403,
  ],
  ["Bedrock", "400 ValidationException: Input is too long for requested model.", "context-too-long", 400],
  ["Z.ai", "429 余额不足或无可用资源包,请充值。", "empty-account", 429],
  ["somebody", "403 forbidden", "forbidden", 403],
  ["somebody", "404 Not Found", "not-found", 404],
  ["somebody", "Not Found", "not-found", null],
  ["somebody", "503 upstream connect error", "server", 503],
  ["somebody", "502 <html><title>502 Bad Gateway</title></html>", "server", 502],
  ["somebody", "504 Gateway Timeout", "timeout", 504],
  ["somebody", "Request timed out.", "timeout", null],
  ["somebody", "408 Request Timeout", "timeout", 408],
  ["somebody", "getaddrinfo ENOTFOUND api.example.org", "name-not-found", null],
  ["OpenClaw", "LLM request failed: DNS lookup for the provider endpoint failed.", "name-not-found", null],
  ["OpenClaw", "LLM request failed: connection refused by the provider endpoint.", "unreachable", null],
  [
    "OpenClaw",
    "Context overflow: prompt too large for the model. Try /reset (or /new) to start a fresh session",
    "context-too-long",
    null,
  ],
  ["somebody", "fetch failed", "unreachable", null],
  ["somebody", "something nobody has seen before", "other", null],
  ["somebody", "", "other", null],
])("%s: %j means %s %s", (_provider, message, reason, status) => {
  expect(said(message)).toMatchObject({ reason, status, local: false });
});

test.each<[message: string, reason: FailureReason]>([
  ["Unknown model: openai-codex/gpt-5.4", "unknown-model"],
  [
    'Unknown model: openai-codex/gpt-5.6-terra. "openai-codex" is a legacy provider ID. Run `openclaw doctor --fix`',
    "unknown-model",
  ],
  ["No route-compatible authentication source is configured for openai.", "route-mismatch"],
  ["Auth profile openai:default is not compatible with the selected model route", "route-mismatch"],
  [
    'Couldn\'t sign in to openai. (Auth profile "openai:default" uses oauth auth, but openai/openai-responses requires an OpenAI API key profile.)',
    "route-mismatch",
  ],
  ['Auth profile "openai:default" is temporarily unavailable for openai/gpt-5.6-luna.', "resting"],
  ["Provider openai has auth issue (skipping all models)", "resting"],
  ["Provider openai is in cooldown (all profiles unavailable)", "resting"],
  [
    'Inline API key for provider "openai" is temporarily disabled after a provider auth/billing failure. Retry after about 1 minute',
    "resting",
  ],
  ["No API key found for provider openai-codex. Auth store: (somewhere)", "no-credential"],
  ["OAuth token refresh failed for openai-codex: refresh_token_reused", "spent-refresh-token"],
])("the gateway itself says %j, which no provider was asked for: %s", (message, reason) => {
  const failure = said(message, { said: "auth", status: 401 });
  expect(failure).toMatchObject({ reason, local: true });
  expect(toFacts("gateway", failure)).toMatchObject({ reason, status: null });
});

test.each([
  `401 ${SCOPE}`,
  "HTTP 401: no credentials",
  '401: {"detail":"Unauthorized"}',
  "429 rate limited, model is in cooldown",
  "Authentication failed (provider returned HTTP 401). Unknown model",
  SCOPE,
  null,
])("what a provider answered is no refusal of the gateway, whatever words are in it: %j", (message) => {
  expect(said(message).local).toBe(false);
});

test("the status in the text wins over the one the gateway announces", () => {
  expect(said("429 slow down", { said: "auth", status: 401 })).toMatchObject({
    reason: "rate-limit",
    status: 429,
  });
  expect(said("no number here", { said: null, status: 401 })).toMatchObject({
    reason: "unauthorized",
    status: 401,
  });
});

test("without a text the announced reason is all there is", () => {
  expect(said(null, { said: "rate_limit", status: null })).toMatchObject({
    reason: "rate-limit",
    message: null,
  });
  expect(said(null, { said: "timeout", status: null })).toMatchObject({ reason: "timeout" });
  expect(said(null, { said: null, status: null })).toEqual({
    reason: "other",
    status: null,
    message: null,
    said: null,
    scopes: [],
    until: null,
    local: false,
  });
});

test.each([
  ["an access token", "401 eyJhbGciOiJmYWtl.FAKEFAKE.FAKEFAKE was refused", /eyJ/],
  ["an API key", "Incorrect API key provided: sk-fakefakefakefake", /fakefake/],
  ["an e-mail address", "401 operator@example.org has no access", /operator@/],
  ["a home folder", "No API key found. Auth store: /home/operator/.openclaw/auth.json", /home/],
])("a message is kept without %s", (_what, message, hidden) => {
  expect(said(message).message).not.toMatch(hidden);
});

test("a message is kept as one line of at most 300 characters", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 600, unit: "binary" }), (message) => {
      const kept = said(message).message ?? "";
      expect(kept.length).toBeLessThanOrEqual(300);
      expect(kept).not.toMatch(/[\r\n]/);
    }),
  );
});

test("every failure that was recorded is understood", () => {
  const all = RECORDINGS.flatMap(([, recording]) => [
    ...transcriptOf(recording).entries.flatMap((entry) => (entry.kind === "failed" ? [entry.failure] : [])),
    ...logOf(recording).flatMap((entry) => (entry.kind === "provider-error" ? [entry.failure] : [])),
  ]);
  expect(all.length).toBeGreaterThan(5);
  const vague = all.filter(({ reason }) => reason === "other");
  expect(vague).toEqual([]);
});

const AT = Date.UTC(2026, 2, 7, 12);

test.each<[message: string, until: string | null]>([
  ["You have hit your ChatGPT usage limit (plus plan). Try again in ~128 min.", "2026-03-07T14:08:00.000Z"],
  ["Please try again in 14m23.04s.", "2026-03-07T12:14:23.040Z"],
  ["Please retry in 34.07s.", "2026-03-07T12:00:34.070Z"],
  ["Retry after about 1 minute", "2026-03-07T12:01:00.000Z"],
  ["try again in 3 hours 20 minutes", "2026-03-07T15:20:00.000Z"],
  ['{"error":{"type":"usage_limit_reached","resets_in_seconds":7200}}', "2026-03-07T14:00:00.000Z"],
  ['{"error":{"type":"usage_limit_reached","resets_at":1772892000}}', "2026-03-07T14:00:00.000Z"],
  ["You will regain access on 2026-04-01 at 00:00 UTC.", "2026-04-01T00:00:00.000Z"],
  ["Please try again later.", null],
  ["try again in 9000 days", null],
  ["It was fine until 2026-03-01T00:00:00Z", null],
])("%j says until when: %s", (message, until) => {
  const instant = said(message, { at: AT }).until;
  expect(instant === null ? null : new Date(instant).toISOString()).toBe(until);
});

test("no text, however it was made, takes long to be understood", () => {
  const hostile = ["a", "1", " ", "{", '"', "missing scopes: a", "try again in 1m ", "model ", "token "].map((part) =>
    part.repeat(40_000),
  );
  const begun = process.cpuUsage();
  for (const message of hostile) said(message, { at: AT });
  // Of the processor's time, not the clock's: what is quadratic takes minutes here.
  expect(process.cpuUsage(begun).user / 1_000_000).toBeLessThan(5);
});
