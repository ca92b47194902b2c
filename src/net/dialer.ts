import { Agent as PlainAgent, type Agent } from "node:http";
import { Agent as EncryptedAgent } from "node:https";
import { getCACertificates, type SecureContext } from "node:tls";
import type { Dispatcher } from "undici";
import type { Network } from "../lib/network.ts";
import { nameProxy, proxyFor } from "../lib/proxies.ts";
import { trustBesides } from "./authorities.ts";

/** Makes all outward connections of one peer: through which proxy, trusting whom, with how much patience. */
export interface Dialer {
  /** For sockets, and for libraries that use Node's own http. */
  agent(address: string): Promise<Agent>;
  /** For undici. */
  dispatcher(address: string): Promise<Dispatcher>;
  /** Host and port of the proxy between us and the address; null without one. */
  proxy(address: string): string | null;
}

/**
 * What each address of a name gets before the next one is tried too, in milliseconds. Node's 250 are less than a
 * way around the world takes: where the IPv6 of a host is dead, its slow IPv4 would never be reached.
 */
const ATTEMPT = 2_500;
const FAMILIES = { autoSelectFamily: true, autoSelectFamilyAttemptTimeout: ATTEMPT } as const;

/**
 * Nothing is connected, and no library loaded, before something is asked for. `authorities` are PEM files this
 * peer's certificate may come from, besides what Node trusts.
 */
export function createDialer({ proxies, ...network }: Network, authorities: readonly string[] = []): Dialer {
  const files = [...unknownToNode(network.authorities), ...authorities];
  const agents = new Map<string, Promise<Agent>>();
  const dispatchers = new Map<string, Promise<Dispatcher>>();
  const keep = <T>(kept: Map<string, Promise<T>>, address: string, make: (proxy: string | null) => Promise<T>) => {
    const proxy = proxyFor(address, proxies);
    const key = `${proxy ?? ""} ${isEncrypted(address)}`;
    // What fails is not kept: a file that was missing may be there the next time.
    const made =
      kept.get(key) ??
      make(proxy).catch((error: unknown) => {
        kept.delete(key);
        throw error;
      });
    kept.set(key, made);
    return made;
  };
  return {
    agent: (address) =>
      keep(agents, address, async (proxy) => {
        const ways = { keepAlive: true, ...FAMILIES };
        const trust = trustBesides(files);
        if (proxy !== null) return (await import("./proxied.ts")).createProxiedAgent(proxy, trust, ways);
        // Sessions are not resumed: a resumed one does not show the certificate that a fingerprint is compared with.
        return isEncrypted(address)
          ? new EncryptedAgent({ ...ways, maxCachedSessions: 0, ...toTls(trust) })
          : new PlainAgent(ways);
      }),
    dispatcher: (address) => keep(dispatchers, address, (proxy) => createDispatcher(proxy, trustBesides(files))),
    proxy(address) {
      const proxy = proxyFor(address, proxies);
      return proxy === null ? null : nameProxy(proxy);
    },
  };
}

/** Node reads that file once, at its start, and not where an `.env` names it. */
const unknownToNode = (file: string | null): readonly string[] =>
  file === null || getCACertificates("extra").length > 0 ? [] : [file];

const isEncrypted = (address: string): boolean => /^(?:https|wss):/.test(address);

const toTls = (trust: SecureContext | null) => (trust === null ? {} : { secureContext: trust });

async function createDispatcher(proxy: string | null, trust: SecureContext | null): Promise<Dispatcher> {
  const { Agent: Dispatching } = await import("undici");
  const options = { ...FAMILIES, allowH2: false };
  if (proxy === null) return new Dispatching({ ...options, connect: toTls(trust) });
  const { createConnector, createProxiedAgent } = await import("./proxied.ts");
  const agent = createProxiedAgent(proxy, trust, { keepAlive: false, ...FAMILIES });
  return new Dispatching({ ...options, connect: createConnector(agent) });
}
