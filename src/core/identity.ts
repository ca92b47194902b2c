/** Which gateway it is that is read under a name. */
export interface GatewayIdentity {
  /** The id of its own key, which moves with it; null where it does not tell. */
  readonly device: string | null;
  /** Where it is reached: `host:port/path`. */
  readonly address: string;
}

/** What is known of the gateway that was read before; nothing, when that was an earlier release of the companion. */
export interface KnownIdentity {
  readonly device: string | null;
  readonly address: string | null;
}

/** By its key where both are known, else by its address. Whoever is not known at all is taken to be the same. */
export function isSameGateway(known: KnownIdentity, seen: GatewayIdentity): boolean {
  if (known.device !== null && seen.device !== null) return known.device === seen.device;
  return known.address === null ? known.device === null : known.address === seen.address;
}

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** The address of a URL: neither its scheme nor its credentials make another gateway of it. */
export function addressOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { protocol, hostname, port, pathname } = new URL(url);
  const host = LOOPBACK.has(hostname) ? "127.0.0.1" : hostname;
  return `${host}:${port || (protocol === "wss:" ? "443" : "80")}${pathname.replace(/\/+$/, "")}`;
}
