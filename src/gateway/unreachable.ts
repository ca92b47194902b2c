import { z } from "zod";
import { readNetworkFault, type NetworkFault } from "../lib/network-fault.ts";
import { isLoopback } from "../lib/proxies.ts";
import { about, quoteOf, refused, waiting, type LinkFailure, type Places, type Words } from "./end.ts";
import type { UpgradeRefused } from "./socket.ts";

const BODY = z.object({ error: z.object({ type: z.string(), message: z.string() }).partial() });
const CHECK_ADDRESS: Words = {
  open: "check the port in its address",
  inPrivate: "check the port in its address; on its host, openclaw gateway status tells the right one",
};

/** Something answered in HTTP where a WebSocket should be: the gateway, what stands before it, or another program. */
export function readUpgrade({ status, body }: UpgradeRefused, host: string): LinkFailure {
  const { type = "", message = "" } = BODY.safeParse(toJson(body)).data?.error ?? {};
  if (type === "proxy_attribution_required") {
    const why = about(
      host,
      ({ at }) => `the gateway${at} does not trust the proxy this connection comes through`,
      message,
    );
    return refused("proxy", why, "on its host set gateway.trustedProxies to that proxy's address, and no more");
  }
  if (status === 400 && /plain http request|https port|tls|ssl/i.test(body)) return encryptedOnly(host);
  if (quoteOf(message) !== "" && status < 500) {
    const why = about(host, ({ at }) => `the gateway${at} refuses the connection (HTTP ${status})`, message);
    return refused("other", why, CHECK_ADDRESS);
  }
  if (status === 401 || status === 403) {
    const why = about(
      host,
      ({ at }) => `something before the gateway${at} lets nobody in without a sign-in of its own (HTTP ${status})`,
    );
    return refused("proxy", why, "give the companion a way past it: a private network, or an SSH tunnel");
  }
  if (status === 502 || status === 504) {
    const why = about(host, ({ at }) => `what stands before the gateway${at} does not reach it (HTTP ${status})`);
    return waiting("refusing", why, toStart(host));
  }
  if (status < 500 && status !== 429) {
    const why = about(
      host,
      ({ address }) => `another program listens at ${address}, no gateway (HTTP ${status} instead of a WebSocket)`,
    );
    return waiting("refusing", why, CHECK_ADDRESS);
  }
  return waiting(
    "refusing",
    about(host, ({ it }) => `${it} answers HTTP ${status} instead of a WebSocket`),
    CHECK_ADDRESS,
  );
}

/** An address without TLS, and a port that wants it. */
const encryptedOnly = (host: string): LinkFailure =>
  refused(
    "tls",
    about(host, ({ it }) => `${it} speaks TLS, and its address says ws://`),
    "write wss:// in its address",
  );

interface Peer {
  readonly host: string;
  readonly places: Places;
  /** Its address says `ws://`. */
  readonly isPlain: boolean;
}

/** What Node says of a connection that does not come about; null when it says nothing of that. */
export function readNetwork(error: unknown, peer: Peer): LinkFailure | null {
  const fault = readNetworkFault(error);
  return fault === null ? null : READINGS[fault.kind](fault, peer);
}

const CHECK_NETWORK = "check the network, and that its host is up";

const READINGS: Readonly<Record<NetworkFault["kind"], (fault: NetworkFault, peer: Peer) => LinkFailure>> = {
  untrusted: ({ why }, { host, places: { caFile, fingerprint } }) =>
    refused(
      "tls",
      about(host, ({ it }) => `the certificate of ${it} is not trusted: ${why}`),
      `name the file of its authority in ${caFile}, or pin the certificate in ${fingerprint}`,
    ),
  certificate: ({ why, fix }, { host }) =>
    refused(
      "tls",
      about(host, ({ it }) => `the certificate of ${it} is not accepted: ${why}`),
      fix ?? "look at it on the gateway host",
    ),
  authority: ({ why }, { places }) =>
    refused(
      "tls",
      {
        open: "the file of its certificate's authority cannot be read",
        inPrivate: `the certificate of its authority cannot be read: ${why}`,
      },
      `correct ${places.caFile}`,
    ),
  unencrypted: (_fault, { host }) =>
    refused(
      "tls",
      about(host, ({ it }) => `${it} does not speak TLS, and its address says wss://`),
      "write ws:// in its address, or give it TLS",
    ),
  host: ({ why, fix }) => waiting("host", why, fix),
  proxy: ({ why, fix }) =>
    waiting(
      "proxy",
      { open: "the proxy on the way to the gateway cannot be used", inPrivate: why },
      fix === null ? null : { open: "check the companion's proxy settings", inPrivate: fix },
    ),
  nobody: (_fault, { host }) =>
    waiting(
      "refusing",
      about(host, ({ address }) => `nothing listens at ${address}: the gateway process is not running there`),
      toStart(host),
    ),
  name: (_fault, { host }) =>
    waiting(
      "away",
      about(host, ({ it }) => `the host name of ${it} cannot be found`),
      "check its address, and the network of this host",
    ),
  nameserver: ({ why }, { host }) =>
    waiting(
      "away",
      about(host, ({ it }) => `the host name of ${it} cannot be found: ${why}`),
      "check the network of this host",
    ),
  route: ({ why }, { host }) =>
    waiting(
      "away",
      about(host, ({ it }) => `${it} cannot be reached: ${why}`),
      CHECK_NETWORK,
    ),
  // Some servers that want TLS close whatever comes without it.
  cut: ({ why }, { host, isPlain }) =>
    waiting(
      "away",
      about(host, ({ it }) => `${it} cannot be reached: ${why}`),
      isPlain ? `${CHECK_NETWORK}; if that port wants TLS, write wss:// in its address` : CHECK_NETWORK,
    ),
  slow: (_fault, { host }) =>
    waiting(
      "away",
      about(host, ({ it }) => `${it} cannot be reached: no answer in time`),
      CHECK_NETWORK,
    ),
};

/** A gateway that is merely down. */
const toStart = (host: string): Words => ({
  open: "start the gateway on its host",
  inPrivate: `on ${isLoopback(host.replace(/:\d+$/, "")) ? "this" : "its"} host run: openclaw gateway start`,
});

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
