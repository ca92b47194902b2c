import { command } from "../lib/shell.ts";
import { z } from "zod";
import { ClosedEarly } from "./connection.ts";
import { about, refused, waiting, type LinkFailure, type Places } from "./end.ts";
import { Unsafe, UpgradeRefused } from "./socket.ts";
import { readNetwork, readUpgrade } from "./unreachable.ts";

const DETAILS = z.object({ code: z.string(), requestId: z.string(), authReason: z.string() }).partial();
const ERROR = z.object({ gatewayCode: z.string(), message: z.string(), details: DETAILS.catch({}) }).partial();

const PLACES: Places = {
  token: "OPENCLAW_GATEWAY_TOKEN",
  password: "OPENCLAW_GATEWAY_PASSWORD",
  caFile: "OPENCLAW_GATEWAY_CA_FILE",
  fingerprint: "OPENCLAW_GATEWAY_FINGERPRINT",
};

/** Names the end state an error means, in one sentence with what to do. Pure. */
export function readFailure(error: unknown, url: string, places: Places = PLACES): LinkFailure {
  const host = hostOf(url);
  if (error instanceof Unsafe) return readUnsafe(error, host);
  if (error instanceof UpgradeRefused) return readUpgrade(error, host);
  return (
    readRefusal(error, host, places) ??
    readSilence(error, host) ??
    readNetwork(error, { host, places, isPlain: url.startsWith("ws:") }) ??
    waiting(
      "away",
      about(host, ({ it }) => `${it} cannot be reached`),
    )
  );
}

/** What the gateway itself says to a sign-in. */
function readRefusal(error: unknown, host: string, places: Places): LinkFailure | null {
  const { gatewayCode = "", message = "", details = {} } = ERROR.safeParse(error).data ?? {};
  const kind = details.code ?? gatewayCode;
  if (kind === "PAIRING_REQUIRED" || gatewayCode === "NOT_PAIRED" || /pairing required/i.test(message)) {
    return toPairing(details.requestId ?? null);
  }
  if (/PROTOCOL_MISMATCH/.test(kind) || /protocol mismatch/i.test(message)) {
    const why = about(
      host,
      ({ at }) => `the gateway${at} speaks a protocol this companion does not know (it knows 3 and 4)`,
    );
    return refused("protocol", why, "update the companion");
  }
  if (/SCOPE_MISMATCH/.test(kind)) {
    const why = "the gateway did not give this device the scopes it asked for";
    return refused("scopes", why, "set the gateway's shared token, or approve the device again");
  }
  if (/RATE_LIMITED/.test(kind)) return waiting("refusing", "the gateway takes no more sign-ins for a moment");
  if (details.authReason?.startsWith("trusted_proxy") || /trusted.?proxy/i.test(message)) return toProxy(message, host);
  if (kind.startsWith("AUTH_PASSWORD") || /password (?:missing|mismatch)/.test(message))
    return toPassword(kind, message, places);
  if (/^(?:AUTH_|DEVICE_)/.test(kind) || /unauthori[sz]ed|token mismatch|token missing/i.test(message))
    return toToken(kind, places);
  return null;
}

const UNSAFE: Readonly<Record<Unsafe["code"], (host: string) => LinkFailure>> = {
  PIN_MISMATCH: (host) =>
    refused(
      "pin",
      about(host, ({ it }) => `the certificate of ${it} is not the one that was pinned`),
      "compare the fingerprint on the gateway host; if the certificate was renewed, set the new one",
    ),
  PIN_UNUSABLE: (host) =>
    refused(
      "pin",
      about(host, ({ it }) => `what is pinned for ${it} is no fingerprint of a certificate`),
      "give the SHA-256 fingerprint",
    ),
  PIN_WITHOUT_TLS: (host) =>
    refused(
      "pin",
      about(host, ({ it }) => `a certificate is pinned for ${it}, but its address is not encrypted`),
      "give a wss:// address, or take the fingerprint away",
    ),
  PLAIN_IN_PUBLIC: (host) =>
    refused(
      "tls",
      about(host, ({ it }) => `${it} would be reached without encryption across a public network`),
      "use a wss:// address, an SSH tunnel to the gateway's loopback port, or a private network address",
    ),
};

const readUnsafe = ({ code }: Unsafe, host: string): LinkFailure => UNSAFE[code](host);

const letsIn = ({ at }: { readonly at: string }): string => `the gateway${at} lets in but does not answer`;

/** It is there, and does not do what a gateway does. */
function readSilence(error: unknown, host: string): LinkFailure | null {
  if (error instanceof ClosedEarly && error.code === 1012) return waiting("restarting", "the gateway is restarting");
  if (error instanceof ClosedEarly && error.code === 4000) return waiting("silent", about(host, letsIn));
  if (error instanceof ClosedEarly)
    return waiting(
      "refusing",
      about(host, ({ it }) => `${it} closed the connection before saying hello (${error.code})`),
    );
  const message = error instanceof Error ? error.message : "";
  if (/challenge timeout|handshake has timed out/i.test(message)) {
    return waiting(
      "silent",
      about(host, ({ it }) => `${it} accepts the connection but does not speak`),
    );
  }
  if (/request timeout/i.test(message)) return waiting("silent", about(host, letsIn));
  return null;
}

/** Names what the end of a link that was ready means. */
export function readClose(code: number): LinkFailure {
  if (code === 1012) return waiting("restarting", "the gateway is restarting");
  if (code === 4001) return waiting("lost", "the gateway closed the link because its access policy changed");
  if (code === 1008) return waiting("lost", "the gateway closed the link because it was read too slowly");
  if (code === 4000) return waiting("silent", "the gateway stopped answering");
  return waiting("lost", `the connection was lost (${code})`);
}

/** What to run, with the id of the request, is for admins, who are told in private. */
const TO_APPROVE = "approve it on the gateway host; an admin finds what to run in the private part of /model-status";

/** The gateway said hello and then refused to be read: since 2026.3.13 it strips scopes without a word. */
export const scopesStripped = (): LinkFailure =>
  refused("scopes", "the gateway accepted the token but took away the right to read (operator.read)", {
    open: TO_APPROVE,
    inPrivate:
      "on the gateway host run: openclaw devices list, then openclaw devices approve <id> for OpenClaw Companion",
  });

/** What may stand in a command that people copy; whatever else a gateway calls its request is left out. */
const COPIED = /^[\w-]{1,64}$/;

export function toPairing(told: string | null): LinkFailure {
  const requestId = told !== null && COPIED.test(told) ? told : null;
  const toRun =
    requestId === null
      ? "openclaw devices list, then openclaw devices approve <id>"
      : command`openclaw devices approve ${requestId}`;
  return {
    state: "pairing",
    requestId,
    why: "the gateway wants this companion to be approved once",
    fix: TO_APPROVE,
    detail: { fix: `on the gateway host run: ${toRun}` },
  };
}

function toPassword(kind: string, message: string, { password }: Places): LinkFailure {
  if (kind === "AUTH_PASSWORD_NOT_CONFIGURED") {
    const fix = "set gateway.auth.password on its host, or another gateway.auth.mode";
    return refused("token", "the gateway is in password mode and has no password of its own", fix);
  }
  const missing = kind === "AUTH_PASSWORD_MISSING" || /password missing/.test(message);
  return refused(
    "token",
    missing ? "the gateway wants a password and none is set" : "the gateway does not accept the password",
    `set ${password} to gateway.auth.password of the gateway`,
  );
}

/** It lets in whoever its proxy vouches for, and nobody vouched: its own words say how. */
const toProxy = (message: string, host: string): LinkFailure =>
  refused(
    "proxy",
    about(host, ({ at }) => `the gateway${at} refuses what comes through its proxy`, message),
    "on its host look at gateway.trustedProxies and gateway.auth.trustedProxy, or connect past the proxy",
  );

function toToken(kind: string, { token }: Places): LinkFailure {
  const missing = kind === "AUTH_TOKEN_MISSING";
  return refused(
    "token",
    missing ? "the gateway wants a token and none is set" : "the gateway does not accept the token",
    `set ${token} to gateway.auth.token of the gateway (on its host in ~/.openclaw/openclaw.json)`,
  );
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return "the gateway";
  }
}
