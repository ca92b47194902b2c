import type { Network } from "../lib/network.ts";
import { readProxies } from "../lib/proxies.ts";
import type { Problem } from "./tokens.ts";

/** Every program's, and read in small letters as well, so they stand outside our own table. */
export const NETWORK_VARIABLES = ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY", "NODE_EXTRA_CA_CERTS"] as const;

/** What the usual variables say of the network; texts hold no value. */
export function readNetwork(env: Readonly<Record<string, string | undefined>>, problems: Problem[]): Network {
  return {
    proxies: readProxies(env, (variable, message) => problems.push({ variable, place: variable, message })),
    authorities: env["NODE_EXTRA_CA_CERTS"] ?? null,
    allowPlainNames: env["OPENCLAW_ALLOW_INSECURE_PRIVATE_WS"] === "1",
  };
}
