import type { Instant } from "../core/time.ts";

/** A configuration by its hash, and when it was seen to change; 0 where it was not. */
export interface SeenConfig {
  readonly hash: string | null;
  readonly changedAt: Instant;
}

/** What was set before the first look was set whenever its file says. */
export const seeConfig = ({ hash, changedAt }: SeenConfig, seen: string | null, now: Instant): SeenConfig => ({
  hash: seen,
  changedAt: hash !== null && seen !== hash ? now : changedAt,
});
