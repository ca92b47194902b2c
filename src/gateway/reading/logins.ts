import { z } from "zod";
import type { AuthProfile, Snapshot } from "../../core/gateway.ts";
import { INSTANT, ITEMS, loose, MOST_NAMED, readEach, readReply } from "./reply.ts";

const LOGIN = z.object({
  profileId: z.string(),
  status: z.string(),
  expiry: loose(z.object({ at: INSTANT })),
  externallyManaged: loose(z.boolean()),
  usage: loose(z.object({ status: z.string(), until: loose(INSTANT) })),
});
const PROVIDER = z.object({
  provider: loose(z.string()),
  profiles: ITEMS,
  apiKey: loose(z.object({ source: z.string() })),
});
const CAPABILITY = z.object({ provider: z.string(), apiKeySupported: z.boolean() });
const REPLY = z.object({ providers: ITEMS, providerCapabilities: loose(ITEMS) });
/** What the gateway calls a login that it leaves alone. */
const COOLDOWN = "cooldown";

export interface Logins {
  /** How a login stands, by the id of its profile. */
  readonly profiles: ReadonlyMap<string, Pick<AuthProfile, "status" | "expiresAt" | "restsUntil">>;
  /** Keys that are no logins, wherever they stand. */
  readonly keys: NonNullable<Snapshot["keys"]>;
}

/** What `models.authStatus` says of the gateway's own logins; what another program looks after is left to it. */
export function readLogins(payload: unknown): Logins {
  const { providers, providerCapabilities = [] } = readReply(REPLY, "models.authStatus", payload);
  const all = readEach(PROVIDER, providers, MOST_NAMED).read;
  const profiles = all.flatMap((provider) => readEach(LOGIN, provider.profiles).read);
  return {
    profiles: new Map(
      profiles
        .filter(({ externallyManaged }) => externallyManaged !== true)
        .map((one) => [one.profileId, toLogin(one)]),
    ),
    keys: {
      held: all.flatMap(({ provider, apiKey }) => (apiKey === undefined ? [] : (provider ?? []))),
      refused: readEach(CAPABILITY, providerCapabilities, MOST_NAMED).read.flatMap(({ provider, apiKeySupported }) =>
        apiKeySupported ? [] : [provider],
      ),
    },
  };
}

const toLogin = ({ status, expiry, usage }: z.infer<typeof LOGIN>) => ({
  status,
  expiresAt: expiry?.at ?? null,
  ...(usage?.status === COOLDOWN && usage.until !== undefined && { restsUntil: usage.until }),
});
