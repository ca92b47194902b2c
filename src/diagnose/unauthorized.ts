import type { FailedAttempt } from "../core/evidence.ts";
import type { Snapshot } from "../core/gateway.ts";
import type { Unauthorized } from "../core/report.ts";

/** What a 401 says of itself: the scope that was missing and the login that was used, where they are known. */
export function toUnauthorized(attempt: FailedAttempt, snapshot: Snapshot | null): Unauthorized {
  const profiles = snapshot?.profiles.filter(({ provider }) => provider === attempt.model.provider) ?? [];
  const hasKey = snapshot?.providers.some(({ id, hasKey: has }) => id === attempt.model.provider && has) ?? false;
  const only = profiles.length === 1 ? (profiles[0]?.id ?? null) : null;
  return {
    attempt,
    missingScopes: attempt.scopes,
    profile: hasKey ? `API key of models.providers.${attempt.model.provider}` : only,
  };
}
