import { Agent as PlainAgent, type Agent } from "node:http";
import { Agent as EncryptedAgent } from "node:https";
import { getCACertificates, type SecureContext } from "node:tls";
import type { Dispatcher } from "undici";
import type { Network } from "../lib/network.ts";
import { notServing } from "../lib/network-errors.ts";
import { proxyFor } from "../lib/proxies.ts";
import { trustBesides } from "./authorities.ts";

/** An agent for sockets, and for libraries that use Node's own http, by the address that is to be reached. As `dispatcher`. */
export type ChooseAgent = (address: string) => Agent;

/** Makes all outward connections of one peer: through which proxy, trusting whom, with how much patience. */
export interface Dialer {
  /** Loads what the settings need; throws when a file of authorities cannot be used. */
  prepare(): Promise<ChooseAgent>;
  /** For undici, one request: asked anew for each, because it is refused while another companion may act instead. */
  dispatcher(address: string): Promise<Dispatcher>;
}

/**
 * What each address of a name gets before the next one is tried too, in milliseconds. Node's 250 are less than a
 * way around the world takes: where the IPv6 of a host is dead, its slow IPv4 would never be reached.
 */
const ATTEMPT = 2_500;
/** What is not used for so long may be dead without a word, and the next call would wait for it in vain. Milliseconds. */
const IDLE = 4_000;
const FAMILIES = { autoSelectFamily: true, autoSelectFamilyAttemptTimeout: ATTEMPT } as const;

/**
 * Nothing is connected, and no library loaded, before something is asked for. `authorities` are PEM files this
 * peer's certificate may come from, besides what Node trusts.
 */
export function createDialer(
  { proxies, mayAct = () => true, ...network }: Network,
  authorities: readonly string[] = [],
): Dialer {
  const files = [...unknownToNode(network.authorities), ...authorities];
  const loadProxied = async () =>
    proxies.plain === null && proxies.encrypted === null ? null : import("./proxied.ts");
  const refuseUnlessOurs = (): void => {
    if (!mayAct()) throw notServing();
  };
  const prepare = async (): Promise<ChooseAgent> => {
    const proxied = await loadProxied();
    const trust = trustBesides(files);
    const ways = { keepAlive: true, timeout: IDLE, ...FAMILIES };
    const kept = new Map<string, Agent>();
    const make = (address: string, proxy: string | null): Agent => {
      if (proxied !== null && proxy !== null) return proxied.createProxiedAgent(proxy, trust, ways);
      // Sessions are not resumed: a resumed one does not show the certificate that a fingerprint is compared with.
      return isEncrypted(address)
        ? new EncryptedAgent({ ...ways, maxCachedSessions: 0, ...toTls(trust) })
        : new PlainAgent(ways);
    };
    return (address) => {
      refuseUnlessOurs();
      const proxy = proxyFor(address, proxies);
      const key = `${proxy ?? ""} ${isEncrypted(address)}`;
      const agent = kept.get(key) ?? make(address, proxy);
      kept.set(key, agent);
      return agent;
    };
  };
  const dispatchers = new Map<string | null, Dispatcher>();
  return {
    prepare,
    async dispatcher(address) {
      const proxy = proxyFor(address, proxies);
      const dispatcher = dispatchers.get(proxy) ?? (await createDispatcher(proxy, trustBesides(files)));
      dispatchers.set(proxy, dispatcher);
      refuseUnlessOurs();
      return dispatcher;
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
