import { z } from "zod";
import type { LogEntry } from "../../core/record.ts";
import { INSTANT, loose } from "./reply.ts";

/** `auth_profile_failure_state_updated`: a login or key is left alone for a while. */
export const REST = z.object({
  event: z.literal("auth_profile_failure_state_updated"),
  runId: z.string().nullish(),
  provider: z.string(),
  profileId: z.string().nullish(),
  reason: z.string().nullish(),
  cooldownUntil: loose(INSTANT),
  disabledUntil: loose(INSTANT),
});

/** Null for one that is over already. */
export function toRest(at: number, line: z.infer<typeof REST>): LogEntry | null {
  const until = Math.max(line.cooldownUntil ?? 0, line.disabledUntil ?? 0);
  if (until <= at) return null;
  const disabled = line.disabledUntil !== undefined && line.disabledUntil > at;
  const { runId: run = null, provider, profileId: profile, reason: said = null } = line;
  return { kind: "rested", at, run, rest: { provider, profile: profile ?? "", at, until, disabled, said } };
}
