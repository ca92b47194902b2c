import { z } from "zod";
import type { AuthProfile } from "../../core/gateway.ts";
import { INSTANT, loose, readEach, readReply } from "./reply.ts";

const LOGIN = z.object({
  profileId: z.string(),
  status: z.string(),
  expiry: loose(z.object({ at: INSTANT })),
  externallyManaged: loose(z.boolean()),
});
const PROVIDER = z.object({ profiles: z.array(z.unknown()) });
const REPLY = z.object({ providers: z.array(z.unknown()) });

/** How a login stands, by the id of its profile. */
export type Logins = ReadonlyMap<string, Pick<AuthProfile, "status" | "expiresAt">>;

/** What `models.authStatus` says of the gateway's own logins; what another program looks after is left to it. */
export function readLogins(payload: unknown): Logins {
  const { providers } = readReply(REPLY, "models.authStatus", payload);
  const profiles = readEach(PROVIDER, providers).read.flatMap((provider) => readEach(LOGIN, provider.profiles).read);
  return new Map(
    profiles
      .filter(({ externallyManaged }) => externallyManaged !== true)
      .map(({ profileId, status, expiry }) => [profileId, { status, expiresAt: expiry?.at ?? null }]),
  );
}
