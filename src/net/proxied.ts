import { EventEmitter } from "node:events";
import type { ClientRequest } from "node:http";
import type { Socket } from "node:net";
import { TLSSocket, type SecureContext } from "node:tls";
import { callbackify } from "node:util";
import { HttpsProxyAgent } from "https-proxy-agent";
import { SocksProxyAgent } from "socks-proxy-agent";
import type { buildConnector } from "undici";
import { proxyRefused, proxyUnreachable } from "../lib/network-errors.ts";
import { codeOf } from "../lib/network-fault.ts";
import { nameProxy } from "../lib/proxies.ts";

/** How the proxy itself is reached. */
interface Ways {
  readonly keepAlive: boolean;
  /** How long a connection that is kept may be idle, in milliseconds. */
  readonly timeout?: number;
  readonly autoSelectFamily: true;
  readonly autoSelectFamilyAttemptTimeout: number;
}

/**
 * An agent of Node's own http that reaches everything through one proxy, which also looks up the names where it
 * can. Its failures say that it was the proxy; `trust` is for the far end.
 */
export function createProxiedAgent(proxy: string, trust: SecureContext | null, ways: Ways): SocksAgent | TunnelAgent {
  return new URL(proxy).protocol.startsWith("socks")
    ? new SocksAgent(proxy, trust, ways)
    : new TunnelAgent(proxy, trust, ways);
}

type SocksOptions = Parameters<SocksProxyAgent["connect"]>[1];
type TunnelOptions = Parameters<HttpsProxyAgent<string>["connect"]>[1];

class SocksAgent extends SocksProxyAgent {
  readonly #name: string;
  readonly #trust: SecureContext | null;
  constructor(proxy: string, trust: SecureContext | null, ways: Ways) {
    super(proxy, ways);
    this.#name = nameProxy(proxy);
    this.#trust = trust;
  }
  override async connect(request: ClientRequest, options: SocksOptions): Promise<Socket> {
    try {
      return await super.connect(request, trusting(options, this.#trust));
    } catch (cause) {
      throw proxyUnreachable(this.#name, codeOf(cause), cause);
    }
  }
}

class TunnelAgent extends HttpsProxyAgent<string> {
  readonly #name: string;
  readonly #trust: SecureContext | null;
  constructor(proxy: string, trust: SecureContext | null, ways: Ways) {
    super(proxy, ways);
    this.#name = nameProxy(proxy);
    this.#trust = trust;
  }
  override async connect(request: ClientRequest, options: TunnelOptions): Promise<Socket> {
    let status = 200;
    request.once("proxyConnect", (reply: { readonly statusCode: number }) => (status = reply.statusCode));
    const socket = await super.connect(request, trusting(options, this.#trust)).catch((cause: unknown) => {
      throw proxyUnreachable(this.#name, codeOf(cause), cause);
    });
    if (status === 200) return socket;
    socket.destroy();
    throw proxyRefused(this.#name, status);
  }
}

const trusting = <T extends TunnelOptions>(options: T, trust: SecureContext | null): T =>
  trust === null ? options : { ...options, secureContext: trust };

/** The same for undici: its connections are made by the agent, so that both do the same and fail with the same words. */
export function createConnector(agent: SocksAgent | TunnelAgent): buildConnector.connector {
  return ({ hostname, protocol, port, servername }, callback) => {
    const encrypted = protocol === "https:";
    const host = hostname.replace(/^\[|\]$/g, "");
    const tls = { secureEndpoint: true, ALPNProtocols: ["http/1.1"], ...(servername && { servername }) } as const;
    const to = { host, port: Number(port) || (encrypted ? 443 : 80) };
    // The agents take from a request nothing but that it emits.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const request = new EventEmitter() as ClientRequest;
    const connect = callbackify(async () =>
      shaken(await agent.connect(request, encrypted ? { ...to, ...tls } : { ...to, secureEndpoint: false })),
    );
    connect((error, socket) => (error ? callback(error, null) : callback(null, socket)));
  };
}

/** The socket once it may be written to. */
async function shaken(socket: Socket): Promise<Socket> {
  if (!(socket instanceof TLSSocket)) return socket;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  socket.once("secureConnect", resolve).once("error", reject);
  await promise;
  socket.off("error", reject);
  return socket;
}
