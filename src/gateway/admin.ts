import type { AdminRefused, GatewayAdmin } from "../core/gateway-admin.ts";
import type { Clock } from "../core/time.ts";
import { isLoopback } from "../lib/proxies.ts";
import type { Network } from "../lib/network.ts";
import { say } from "../words/say.ts";
import { createAdmin } from "./admin-calls.ts";
import { connect, type Connection } from "./connection.ts";
import { readFailure } from "./failure.ts";
import type { DeviceIdentity } from "./identity.ts";
import { openSession } from "./session.ts";
import type { Endpoint } from "./endpoint.ts";

/** What a repair compares and writes. */
const WHOLE: ReadonlySet<string> = new Set(["config.get", "config.patch"]);
const SCOPES = ["operator.read", "operator.write", "operator.admin"];

export interface AdminParts {
  readonly device: DeviceIdentity;
  readonly clientVersion: string;
  readonly network: Network;
  readonly clock: Clock;
}

type Refused = { readonly refused: AdminRefused };
/** `pairing`: it would let this device in once somebody approved it. */
type Attempt = GatewayAdmin | (Refused & { readonly pairing: boolean });

/** Opens a connection that may write, for as long as it is used; says what is missing when it may not. */
export async function openAdmin(
  endpoint: Endpoint,
  parts: AdminParts,
  signal?: AbortSignal,
): Promise<GatewayAdmin | Refused> {
  const { clientVersion, network, clock } = parts;
  // What it is given here is not kept: the standing link stays with the right to read.
  const device = endpoint.token === null ? parts.device : withoutTokens(parts.device);
  const attempt = async (identity: DeviceIdentity | null): Promise<Attempt> => {
    let connection: Connection | null = null;
    try {
      const options = { scopes: SCOPES, device: identity, clientVersion, network, whole: WHOLE };
      connection = await connect(endpoint, options, signal);
      checkGranted(connection);
      return createAdmin(connection, await openSession(connection, clock, { last: null }, signal));
    } catch (error) {
      connection?.close();
      return toRefused(error, endpoint);
    }
  };
  const first = await attempt(device);
  if (!("refused" in first)) return first;
  const { refused } = first;
  if (!first.pairing) return { refused };
  const bare = await attempt(null);
  if (!("refused" in bare)) return bare;
  if (endpoint.token === null || !isLoopback(new URL(endpoint.url).hostname)) return { refused };
  // A device that was let in to read is given no more without a word (2026.3.28 to 2026.4.2); one that is new there is.
  const second = await attempt(withoutTokens(device.second()));
  return "refused" in second ? { refused } : second;
}

const withoutTokens = (device: DeviceIdentity): DeviceIdentity => ({
  ...device,
  token: () => null,
  keepToken() {},
  dropToken() {},
});

/** Where a hello tells what was granted, a missing right shows before anything is tried; where not, the first write tells. */
function checkGranted({ hello }: Connection): void {
  if (hello.scopes !== null && !hello.scopes.includes("operator.admin"))
    throw new Error("missing scope: operator.admin");
}

function toRefused(error: unknown, { url, places }: Endpoint): Refused & { readonly pairing: boolean } {
  const message = error instanceof Error ? error.message : "";
  if (/missing scope/i.test(message)) {
    return {
      pairing: false,
      refused: {
        why: say("links.may-not-write"),
        fix: say("links.may-not-write-fix"),
        detail: {
          fix: say("links.may-not-write-how", { variable: places?.token ?? "OPENCLAW_GATEWAY_ADMIN_TOKEN" }),
        },
      },
    };
  }
  const { state, why, fix = say("links.later"), detail } = readFailure(error, url, places);
  return { pairing: state === "pairing", refused: { why, fix, ...(detail && { detail }) } };
}
