import type { FailedAttempt } from "../core/evidence.ts";
import type { Snapshot } from "../core/gateway.ts";
import { writeEntry } from "../core/provider-entry.ts";
import { digest } from "../lib/digest.ts";

/**
 * The login or key that a provider's requests are made with, as the gateway is set up now: an attempt keeps it, because
 * the set-up may be another one when it is looked at. Null where there are several, or none that is known.
 */
export function loginOf({ profiles, providers }: Pick<Snapshot, "profiles" | "providers">, provider: string) {
  if (providers.some(({ id, hasKey }) => id === provider && hasKey)) return `API key of models.providers.${provider}`;
  const own = profiles.filter((profile) => profile.provider === provider);
  return own.length === 1 ? (own[0]?.id ?? null) : null;
}

/** What attempts at a provider keep of how the gateway is set up now. */
export function createAsked(snapshot: Snapshot) {
  const known = new Map<string, Pick<FailedAttempt, "login" | "entry">>();
  return (provider: string): Pick<FailedAttempt, "login" | "entry"> => {
    const asked = known.get(provider) ?? {
      login: loginOf(snapshot, provider),
      entry: digest(writeEntry(snapshot, provider)),
    };
    known.set(provider, asked);
    return asked;
  };
}
