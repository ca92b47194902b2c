import type { Instant } from "./time.ts";

/**
 * Why an attempt failed. Closed: whatever a provider or a gateway says becomes one of these where it is read
 * (`gateway/reading`), and nobody behind that looks at sentences.
 */
export const FAILURE_REASONS = [
  // The provider does not take what it was shown.
  "unauthorized",
  "wrong-key",
  "login-expired",
  "missing-scope",
  "spent-refresh-token",
  "missing-bearer",
  "forbidden",
  "blocked",
  // The account or its plan.
  "empty-account",
  "rate-limit",
  "plan-limit",
  "not-entitled",
  // The provider or the way to it.
  "overloaded",
  "server",
  "timeout",
  "unreachable",
  "name-not-found",
  "not-found",
  // What was asked.
  "retired-model",
  "context-too-long",
  "content-filter",
  "store-flag",
  "empty-400",
  "bad-request",
  // The gateway by itself, without asking anybody.
  "unknown-model",
  "route-mismatch",
  "no-credential",
  "removed-api",
  "resting",
  "other",
] as const;

export type FailureReason = (typeof FAILURE_REASONS)[number];

/**
 * Who ended a failed attempt. `provider`: it was asked and said no. `gateway`: it refused by itself,
 * without asking the provider, even where it labels the refusal 401.
 */
export type EndedBy = "provider" | "gateway";

/** What is known of why an attempt failed. */
export interface FailureFacts {
  readonly reason: FailureReason;
  /** What the provider answered over HTTP; null where it was not asked or the text does not tell. */
  readonly status: number | null;
  /** The error as announced, redacted and cut; never text of a chat. */
  readonly message: string | null;
  /** The gateway's own word for the reason, such as `billing`; null where it has none. */
  readonly said: string | null;
  /** Scopes the provider missed. */
  readonly scopes: readonly string[];
  /** Until when the provider or the gateway wants to be left alone, as far as it says. */
  readonly until: Instant | null;
}

/** A failure in somebody's words, before it is known who ended the attempt. */
export interface Failure extends FailureFacts {
  /** The words are a gateway's own: no provider says so. */
  readonly local: boolean;
}

/** The gateway's own words for reasons (`failoverReason`, `reason`). */
const SAID: Readonly<Record<string, FailureReason>> = {
  auth: "unauthorized",
  auth_permanent: "unauthorized",
  billing: "empty-account",
  rate_limit: "rate-limit",
  overloaded: "overloaded",
  server_error: "server",
  timeout: "timeout",
  model_not_found: "retired-model",
  format: "bad-request",
  context_overflow: "context-too-long",
};

/** The reason behind a gateway's own word for it; null for words that are none or say nothing. */
export const reasonSaid = (said: string | null): FailureReason | null =>
  said !== null && Object.hasOwn(SAID, said) ? (SAID[said] ?? null) : null;

/** A failure that is known to be the provider's answer, or the gateway's refusal: that one has no status of HTTP. */
export function toFacts(endedBy: EndedBy, { local, ...facts }: Failure): FailureFacts {
  if (endedBy === "provider") return facts;
  return { ...facts, reason: local ? facts.reason : "resting", status: null };
}

/** The provider answered 401, in whatever words. */
export const isUnauthorized = (failed: Pick<FailureFacts, "status"> & { readonly endedBy: EndedBy }): boolean =>
  failed.endedBy === "provider" && failed.status === 401;
