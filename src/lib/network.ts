import { NO_PROXIES, readProxies, type Proxies } from "./proxies.ts";

/** What holds for every outward connection of this process. */
export interface Network {
  readonly proxies: Proxies;
  /** `NODE_EXTRA_CA_CERTS`: authorities that are trusted everywhere, as Node does where it knows of it at its start. */
  readonly authorities: string | null;
  /** OpenClaw's own break-glass switch: a host name in a `ws://` address is taken for one of a private network. */
  readonly allowPlainNames: boolean;
  /** Asked right before each request: false while another companion may act in this one's place. Left out, always true. */
  readonly mayAct?: () => boolean;
}

export const DIRECT: Network = { proxies: NO_PROXIES, authorities: null, allowPlainNames: false };

/** What the usual variables say. `complain` hears of what is no address of a proxy. */
export const readNetwork = (
  env: Readonly<Record<string, string | undefined>>,
  complain: (variable: string) => void = () => {},
): Network => ({
  proxies: readProxies(env, complain),
  authorities: env["NODE_EXTRA_CA_CERTS"] ?? null,
  allowPlainNames: env["OPENCLAW_ALLOW_INSECURE_PRIVATE_WS"] === "1",
});

/** Every program's, and read in small letters as well, so they stand outside the table of our own variables. */
export const NETWORK_VARIABLES = ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY", "NODE_EXTRA_CA_CERTS"] as const;
