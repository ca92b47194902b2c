import type { FailedAttempt } from "../core/evidence.ts";
import type { Snapshot } from "../core/gateway.ts";
import type { Unauthorized } from "../core/report.ts";

/** `api.responses.write`: what is shown to everybody is taken out of an error, so it must look like a scope. */
const SCOPE = /^[a-z]+(?:\.[a-z_]+)+$/;

/** What a 401 says of itself: the scope that was missing and the login that was used, where they are known. */
export function toUnauthorized(attempt: FailedAttempt, snapshot: Snapshot | null): Unauthorized {
  const scopes = /missing scopes?: ([\w., -]+?)(?:\. |\.$|$)/i.exec(attempt.message ?? "")?.[1] ?? "";
  const profiles = snapshot?.profiles.filter(({ provider }) => provider === attempt.model.provider) ?? [];
  const hasKey = snapshot?.providers.some(({ id, hasKey: has }) => id === attempt.model.provider && has) ?? false;
  const only = profiles.length === 1 ? (profiles[0]?.id ?? null) : null;
  return {
    attempt,
    missingScopes: scopes.split(/[,\s]+/).filter((scope) => SCOPE.test(scope)),
    profile: hasKey ? `API key of models.providers.${attempt.model.provider}` : only,
  };
}
