import { NO_PROXIES, type Proxies } from "./proxies.ts";

/** What holds for every outward connection of this process. */
export interface Network {
  readonly proxies: Proxies;
  /** `NODE_EXTRA_CA_CERTS`: authorities that are trusted everywhere, as Node does where it knows of it at its start. */
  readonly authorities: string | null;
  /** OpenClaw's own break-glass switch: a host name in a `ws://` address is taken for one of a private network. */
  readonly allowPlainNames: boolean;
}

export const DIRECT: Network = { proxies: NO_PROXIES, authorities: null, allowPlainNames: false };
