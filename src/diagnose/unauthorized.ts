import type { FailedAttempt } from "../core/evidence.ts";
import type { Unauthorized } from "../core/report.ts";

/** What a 401 says of itself: the scope that was missing and the login it was made with, where they are known. */
export const toUnauthorized = (attempt: FailedAttempt): Unauthorized => ({
  attempt,
  missingScopes: attempt.scopes,
  profile: attempt.login ?? null,
});
