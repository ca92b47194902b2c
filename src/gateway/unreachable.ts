import { z } from "zod";
import type { Message } from "../core/card.ts";
import { readNetworkFault, type NetworkKind } from "../lib/network-fault.ts";
import { isLoopback } from "../lib/proxies.ts";
import { fixNetwork, sayNetwork } from "../words/network.ts";
import { say } from "../words/say.ts";
import { about, quoteOf, refused, waiting, type LinkFailure, type Places, type Words } from "./end.ts";
import type { UpgradeRefused } from "./socket.ts";

const BODY = z.object({ error: z.object({ type: z.string(), message: z.string() }).partial() });
const CHECK_ADDRESS: Words = {
  open: say("links.check-port"),
  inPrivate: say("links.check-port-how"),
};

/** Something answered in HTTP where a WebSocket should be: the gateway, what stands before it, or another program. */
export function readUpgrade({ status, body }: UpgradeRefused, host: string): LinkFailure {
  const { type = "", message = "" } = BODY.safeParse(toJson(body)).data?.error ?? {};
  if (type === "proxy_attribution_required") {
    const why = about(host, (named) => say("links.proxy-untrusted", named), message);
    return refused("proxy", why, say("links.proxy-untrusted-fix"));
  }
  if (status === 400 && /plain http request|https port|tls|ssl/i.test(body)) return encryptedOnly(host);
  if (quoteOf(message) !== "" && status < 500) {
    const why = about(host, (named) => say("links.refuses", { ...named, status }), message);
    return refused("other", why, CHECK_ADDRESS);
  }
  if (status === 401 || status === 403) {
    const why = about(host, (named) => say("links.guarded", { ...named, status }));
    return refused("proxy", why, say("links.guarded-fix"));
  }
  if (status === 502 || status === 504) {
    const why = about(host, (named) => say("links.not-passed-on", { ...named, status }));
    return waiting("refusing", why, toStart(host));
  }
  if (status < 500 && status !== 429) {
    const why = about(host, (named) => say("links.another-program", { ...named, status }));
    return waiting("refusing", why, CHECK_ADDRESS);
  }
  return waiting(
    "refusing",
    about(host, (named) => say("links.no-websocket", { ...named, status })),
    CHECK_ADDRESS,
  );
}

/** An address without TLS, and a port that wants it. */
const encryptedOnly = (host: string): LinkFailure =>
  refused(
    "tls",
    about(host, (named) => say("links.encrypted-only", named)),
    say("links.encrypted-only-fix"),
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
  return fault === null ? null : READINGS[fault.kind]({ why: sayNetwork(fault), fix: fixNetwork(fault) }, peer);
}

/** What a fault of the network is in words. */
interface Said {
  readonly why: Message;
  readonly fix: Message | null;
}

const CHECK_NETWORK = say("links.check-network");

const READINGS: Readonly<Record<NetworkKind, (fault: Said, peer: Peer) => LinkFailure>> = {
  untrusted: ({ why }, { host, places: { caFile, fingerprint } }) =>
    refused(
      "tls",
      about(host, (named) => say("links.untrusted", { ...named, why })),
      say("links.untrusted-fix", { file: caFile, fingerprint }),
    ),
  certificate: ({ why, fix }, { host }) =>
    refused(
      "tls",
      about(host, (named) => say("links.certificate", { ...named, why })),
      fix ?? say("links.certificate-fix"),
    ),
  authority: ({ why }, { places }) =>
    refused(
      "tls",
      {
        open: say("links.authority"),
        inPrivate: say("links.authority-why", { why }),
      },
      say("links.authority-fix", { file: places.caFile }),
    ),
  unencrypted: (_fault, { host }) =>
    refused(
      "tls",
      about(host, (named) => say("links.unencrypted", named)),
      say("links.unencrypted-fix"),
    ),
  host: ({ why, fix }) => waiting("host", why, fix),
  proxy: ({ why, fix }) =>
    waiting(
      "proxy",
      { open: say("links.proxy"), inPrivate: why },
      fix === null ? null : { open: say("links.proxy-fix"), inPrivate: fix },
    ),
  nobody: (_fault, { host }) =>
    waiting(
      "refusing",
      about(host, (named) => say("links.nobody", named)),
      toStart(host),
    ),
  name: (_fault, { host }) =>
    waiting(
      "away",
      about(host, (named) => say("links.no-name", named)),
      say("links.no-name-fix"),
    ),
  nameserver: ({ why }, { host }) =>
    waiting(
      "away",
      about(host, (named) => say("links.no-name-because", { ...named, why })),
      say("links.own-network"),
    ),
  route: ({ why }, { host }) =>
    waiting(
      "away",
      about(host, (named) => say("links.away-because", { ...named, why })),
      CHECK_NETWORK,
    ),
  // Some servers that want TLS close whatever comes without it.
  cut: ({ why }, { host, isPlain }) =>
    waiting(
      "away",
      about(host, (named) => say("links.away-because", { ...named, why })),
      isPlain ? say("links.check-network-or-tls") : CHECK_NETWORK,
    ),
  slow: (_fault, { host }) =>
    waiting(
      "away",
      about(host, (named) => say("links.away-slow", named)),
      CHECK_NETWORK,
    ),
};

/** A gateway that is merely down. */
const toStart = (host: string): Words => ({
  open: say("links.start"),
  inPrivate: say("links.start-how", { where: isLoopback(host.replace(/:\d+$/, "")) ? "here" : "there" }),
});

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
