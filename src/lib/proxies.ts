import { BlockList, isIP } from "node:net";

/** Which proxy outward connections take, as the environment says it; null goes there directly. */
export interface Proxies {
  /** For `http:` and `ws:`. */
  readonly plain: string | null;
  /** For `https:` and `wss:`. */
  readonly encrypted: string | null;
  /** `NO_PROXY`, an entry each. */
  readonly except: readonly string[];
}

export const NO_PROXIES: Proxies = { plain: null, encrypted: null, except: [] };

type Env = Readonly<Record<string, string | undefined>>;

const SCHEMES = new Set(["http:", "https:", "socks:", "socks4:", "socks4a:", "socks5:", "socks5h:"]);
/**
 * `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`, in capitals or small; the small ones win, as with curl.
 * `complain` hears of those that are no address.
 */
export function readProxies(env: Env, complain: (variable: string) => void): Proxies {
  const read = (name: string): string | null => {
    const variable = [name.toLowerCase(), name].find((key) => env[key]?.trim());
    const proxy = variable === undefined ? null : toAddress(env[variable] ?? "");
    if (variable !== undefined && proxy === null) complain(variable);
    return proxy;
  };
  const [http, https, all] = [read("HTTP_PROXY"), read("HTTPS_PROXY"), read("ALL_PROXY")];
  const except = (env["no_proxy"]?.trim() ? env["no_proxy"] : env["NO_PROXY"]) ?? "";
  return {
    plain: http ?? all,
    encrypted: https ?? all ?? http,
    except: except.split(/[\s,]+/).filter((entry) => entry !== ""),
  };
}

/** `proxy:3128` is meant as `http://proxy:3128`. */
function toAddress(text: string): string | null {
  const trimmed = text.trim();
  const full = trimmed.includes("://") ? trimmed : `http://${trimmed}`;
  return URL.canParse(full) && SCHEMES.has(new URL(full).protocol) && new URL(full).hostname !== "" ? full : null;
}

/** The proxy for an address (http, https, ws or wss), or null. Loopback is never reached through one. */
export function proxyFor(address: string, proxies: Proxies): string | null {
  const { protocol, hostname, port } = new URL(address);
  const encrypted = protocol === "https:" || protocol === "wss:";
  const proxy = encrypted ? proxies.encrypted : proxies.plain;
  if (proxy === null) return null;
  const host = bare(hostname);
  const target = { host, port: port === "" ? (encrypted ? "443" : "80") : port };
  return isLoopback(host) || proxies.except.some((entry) => isMeant(entry, target)) ? null : proxy;
}

/** Its host and port, without what signs in there. */
export const nameProxy = (proxy: string): string => new URL(proxy).host;

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8, "ipv4");
LOOPBACK.addAddress("::1", "ipv6");

export function isLoopback(host: string): boolean {
  const name = bare(host).toLowerCase().replace(/\.$/, "");
  return name === "localhost" || name.endsWith(".localhost") || isIn(LOOPBACK, name);
}

const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, "");

/** `*`, `host`, `.host`, `*.host`, `host:port`, an address, or a subnet such as `10.0.0.0/8`. */
function isMeant(entry: string, { host, port }: { readonly host: string; readonly port: string }): boolean {
  if (entry === "*") return true;
  const subnet = /^([\da-f.:]+)\/(\d{1,3})$/i.exec(entry);
  if (subnet?.[1] !== undefined) return isInSubnet(host, subnet[1], Number(subnet[2]));
  const [, name = entry, only] = /^(\[[^\]]+\]|[^:]+):(\d+)$/.exec(entry) ?? [];
  if (only !== undefined && only !== port) return false;
  const wanted = bare(name)
    .replace(/^\*?\./, "")
    .toLowerCase();
  const asked = host.toLowerCase();
  return wanted !== "" && (asked === wanted || (isIP(asked) === 0 && asked.endsWith(`.${wanted}`)));
}

function isInSubnet(host: string, net: string, prefix: number): boolean {
  const family = isIP(net);
  if (family === 0 || prefix > (family === 4 ? 32 : 128)) return false;
  const list = new BlockList();
  list.addSubnet(net, prefix, family === 4 ? "ipv4" : "ipv6");
  return isIn(list, host);
}

const isIn = (list: BlockList, host: string): boolean =>
  isIP(host) !== 0 && list.check(host, isIP(host) === 4 ? "ipv4" : "ipv6");
