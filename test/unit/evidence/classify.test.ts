import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { FailureReason } from "../../../src/core/evidence.ts";
import { readRefusal } from "../../../src/core/refusal.ts";
import { classify, classifyBy } from "../../../src/evidence/classify.ts";
import { logOf, RECORDINGS, transcriptOf } from "./readings.ts";

const SCOPE =
  "You have insufficient permissions for this operation. Missing scopes: api.responses.write. Check that you have the correct role";

test.each<[message: string, reason: FailureReason, status: number | null]>([
  [`401 ${SCOPE}`, "unauthorized", 401],
  [`HTTP 401: ${SCOPE}`, "unauthorized", 401],
  [SCOPE, "unauthorized", 401],
  ["401 Missing scopes: model.request", "unauthorized", 401],
  ["403 Missing scopes: model.request", "forbidden", 403],
  ['{"detail":"Unauthorized"}', "unauthorized", 401],
  ['401: {"detail":"Unauthorized"}', "unauthorized", 401],
  [
    "Authentication failed (provider returned HTTP 401). Your provider token may have expired — try the request again in a moment.",
    "unauthorized",
    401,
  ],
  ["Missing bearer or basic authentication in header", "unauthorized", 401],
  ["Could not validate your token. Please try signing in again.", "unauthorized", 401],
  ['{"error":{"code":"token_expired","message":"Provided authentication token is expired."}}', "unauthorized", 401],
  ["Your authentication token has been invalidated. Please try signing in again.", "unauthorized", 401],
  ["Incorrect API key provided: sk-fake", "unauthorized", 401],
  ["403 <html><head><title>Just a moment...</title></head></html>", "forbidden", 403],
  ["<html><body>Enable JavaScript and cookies to continue</body></html>", "forbidden", 403],
  ["404 Not Found", "not-found", 404],
  ["Not Found", "not-found", null],
  ["The 'gpt-5.4' model is not supported when using Codex with a ChatGPT account.", "not-found", null],
  ["404 The model `gpt-4` does not exist or you do not have access to it.", "not-found", 404],
  ["400 Store must be set to false", "other", 400],
  ["400 (no body)", "other", 400],
  ["429 You exceeded your current quota", "rate-limit", 429],
  ["You have hit your ChatGPT usage limit (plus plan). Try again in ~128 min.", "rate-limit", 429],
  ["500 Internal Server Error", "server", 500],
  ["503 upstream connect error", "server", 503],
  ["The server had an error while processing your request: overloaded", "server", null],
  ["Request timed out.", "timeout", null],
  ["408 Request Timeout", "timeout", 408],
  ["connect ECONNREFUSED 127.0.0.1:443", "server", null],
  ["something nobody has seen before", "other", null],
  ["", "other", null],
])("a provider that says %j means %s %s", (message, reason, status) => {
  expect(classify({ message, reason: null, status: null })).toMatchObject({ reason, status });
  expect(classifyBy("provider", { message, reason: null, status: null })).toMatchObject({ reason, status });
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
  ["No API key found for provider openai-codex. Auth store: (somewhere)", "other"],
  ["OAuth token refresh failed for openai-codex: refresh_token_reused", "other"],
])("the gateway itself says %j, which no provider was asked for: %s", (message, reason) => {
  expect(readRefusal(message)).toBe(reason);
  expect(classifyBy("gateway", { message, reason: "auth", status: 401 })).toMatchObject({ reason, status: null });
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
  expect(readRefusal(message)).toBeNull();
});

test("the status in the text wins over the one the gateway announces", () => {
  expect(classify({ message: "429 slow down", reason: "auth", status: 401 })).toMatchObject({
    reason: "rate-limit",
    status: 429,
  });
  expect(classify({ message: "no number here", reason: null, status: 401 })).toMatchObject({
    reason: "unauthorized",
    status: 401,
  });
});

test("without a text the announced reason is all there is", () => {
  expect(classify({ message: null, reason: "rate_limit", status: null })).toMatchObject({
    reason: "rate-limit",
    message: null,
  });
  expect(classify({ message: null, reason: "timeout", status: null })).toMatchObject({ reason: "timeout" });
  expect(classify({ message: null, reason: null, status: null })).toEqual({
    reason: "other",
    status: null,
    message: null,
  });
});

test.each([
  ["an access token", "401 eyJhbGciOiJmYWtl.FAKEFAKE.FAKEFAKE was refused", /eyJ/],
  ["an API key", "Incorrect API key provided: sk-fakefakefakefake", /fakefake/],
  ["an e-mail address", "401 operator@example.org has no access", /operator@/],
  ["a home folder", "No API key found. Auth store: /home/operator/.openclaw/auth.json", /home/],
])("a message is kept without %s", (_what, message, hidden) => {
  expect(classify({ message, reason: null, status: null }).message).not.toMatch(hidden);
});

test("a message is kept as one line of at most 300 characters", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 600, unit: "binary" }), (message) => {
      const kept = classify({ message, reason: null, status: null }).message ?? "";
      expect(kept.length).toBeLessThanOrEqual(300);
      expect(kept).not.toMatch(/[\r\n]/);
    }),
  );
});

test("every failure that was recorded is understood", () => {
  const said = RECORDINGS.flatMap(([, recording]) => [
    ...transcriptOf(recording).entries.flatMap((entry) => (entry.kind === "failed" ? [entry.message] : [])),
    ...logOf(recording).flatMap((entry) => (entry.kind === "provider-error" ? [entry.message] : [])),
  ]);
  expect(said.length).toBeGreaterThan(5);
  const vague = said.filter((message) => classify({ message, reason: null, status: null }).reason === "other");
  expect(vague).toEqual([]);
});
