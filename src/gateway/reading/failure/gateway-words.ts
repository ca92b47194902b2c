import type { FailureReason } from "../../../core/failure.ts";

/** Words with which gateways end an attempt by themselves, even where they call it "status 401". */
export const GATEWAY_WORDS: readonly (readonly [RegExp, FailureReason])[] = [
  [/unknown model|model_not_found|not found in (?:the )?catalog|is not allowed/i, "unknown-model"],
  // Before 2026.8 it names the login and what the route wants: "uses oauth auth, but … requires an OpenAI API key".
  [
    /no route-compatible|not compatible with the selected model route|uses \S{1,40} auth, but .{1,200} requires|select different official transports/i,
    "route-mismatch",
  ],
  [/cooldown|temporarily (?:unavailable|disabled)|has auth issue|skipping all models|is resting/i, "resting"],
  [/no api provider registered|removed api id|unsupported api id/i, "removed-api"],
  [/no api key found|missing api key|no (?:available )?auth profile|no credentials/i, "no-credential"],
  [/oauth token refresh failed/i, "spent-refresh-token"],
];

/** A body in JSON is a provider's. */
export const isBody = (text: string): boolean => /^\W{0,3}\{\s{0,5}"|:\s{0,3}\{"/.test(text);
