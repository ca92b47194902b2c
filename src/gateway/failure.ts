import { z } from "zod";
import type { LinkStatus } from "../core/gateway.ts";
import { ClosedEarly } from "./connection.ts";

type WithoutRetry<T> = T extends unknown ? Omit<T, "retryAt"> : never;

/** Why a connection could not be had: an end state of the link, before it is known when the next try is due. */
export type LinkFailure = WithoutRetry<Extract<LinkStatus, { state: "pairing" | "waiting" | "refused" }>>;

const DETAILS = z.object({ code: z.string(), requestId: z.string(), httpStatus: z.number() }).partial();
const ERROR = z
  .object({ code: z.string(), gatewayCode: z.string(), message: z.string(), details: DETAILS.catch({}) })
  .partial();

const TLS_CODES = /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_(?:GET_ISSUER|VERIFY)/;

/** Where an operator set what a gateway is reached with. */
export type Places = Readonly<Record<"token" | "caFile" | "fingerprint", string>>;

const PLACES: Places = {
  token: "OPENCLAW_GATEWAY_TOKEN",
  caFile: "OPENCLAW_GATEWAY_CA_FILE",
  fingerprint: "OPENCLAW_GATEWAY_FINGERPRINT",
};

/** Names the end state an error means, in one sentence with what to do. Pure. */
export function readFailure(error: unknown, url: string, places: Places = PLACES): LinkFailure {
  const parsed = ERROR.safeParse(error);
  const { code = "", gatewayCode = "", message = "", details = {} } = parsed.success ? parsed.data : {};
  const kind = details.code ?? gatewayCode;
  const host = hostOf(url);

  if (kind === "PAIRING_REQUIRED" || gatewayCode === "NOT_PAIRED" || /pairing required/i.test(message)) {
    return toPairing(details.requestId ?? null);
  }
  if (/PROTOCOL_MISMATCH/.test(kind) || /protocol mismatch/i.test(message)) {
    const why = `the gateway at ${host} speaks a protocol this companion does not know (it knows 3 and 4)`;
    return refused("protocol", why, "update the companion");
  }
  if (/SCOPE_MISMATCH/.test(kind)) {
    const why = "the gateway did not give this device the scopes it asked for";
    return refused("scopes", why, "set the gateway's shared token, or approve the device again");
  }
  if (/RATE_LIMITED/.test(kind)) return waiting("refusing", "the gateway takes no more sign-ins for a moment");
  if (/^(?:AUTH_|DEVICE_)/.test(kind) || /unauthori[sz]ed|token mismatch|token missing/i.test(message))
    return toToken(kind, places);
  if (/fingerprint mismatch|fingerprint unavailable/.test(message)) {
    const why = `the certificate of ${host} is not the one that was pinned`;
    return refused(
      "pin",
      why,
      "compare the fingerprint on the gateway host; if the certificate was renewed, set the new one",
    );
  }
  if (/tls fingerprint/.test(message)) {
    const why = /requires wss/.test(message)
      ? `a certificate is pinned for ${host}, but its address is not encrypted`
      : `what is pinned for ${host} is no fingerprint of a certificate`;
    return refused("pin", why, "give the SHA-256 fingerprint, and a wss:// address");
  }
  if (/plaintext ws:\/\//.test(message)) {
    const fix = "use a wss:// address, an SSH tunnel to the gateway's loopback port, or a private network address";
    return refused("tls", `${host} would be reached without encryption across a public network`, fix);
  }
  if (TLS_CODES.test(code) || /self-signed|certificate/i.test(message)) {
    const fix = `set ${places.caFile} to its authority's certificate, or pin ${places.fingerprint}`;
    return refused("tls", `the certificate of ${host} is not trusted (${code || "unknown authority"})`, fix);
  }
  return toUnreachable(code, message, details.httpStatus, host, error);
}

function toUnreachable(
  code: string,
  message: string,
  status: number | undefined,
  host: string,
  error: unknown,
): LinkFailure {
  const here = ofThisHost(code);
  if (here !== null) return waiting("host", here);
  if (code === "ECONNREFUSED")
    return waiting("refusing", `nothing listens at ${host}: the gateway process is not running there`);
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return waiting("away", `the host name of ${host} cannot be found`);
  if (/^E(?:HOST|NET)|ETIMEDOUT|ECONNRESET/.test(code)) return waiting("away", `${host} cannot be reached (${code})`);
  if (status !== undefined) return waiting("refusing", `${host} answers HTTP ${status} instead of a WebSocket`);
  if (/challenge timeout|handshake has timed out/i.test(message)) {
    return waiting("silent", `${host} accepts the connection but does not speak`);
  }
  if (/request timeout/i.test(message)) return waiting("silent", `the gateway at ${host} lets in but does not answer`);
  if (error instanceof ClosedEarly && error.code === 1012) return waiting("restarting", "the gateway is restarting");
  if (error instanceof ClosedEarly)
    return waiting("refusing", `${host} closed the connection before saying hello (${error.code})`);
  return waiting("away", `${host} cannot be reached${code ? ` (${code})` : ""}`);
}

/** What this host lacks says nothing about the gateway. */
function ofThisHost(code: string): string | null {
  if (code === "EMFILE") return "this host lets the companion open no more files or connections (EMFILE, ulimit -n)";
  if (code === "ENFILE") return "this host has no more files or connections to open (ENFILE, fs.file-max)";
  if (/^(?:ENOMEM|ENOBUFS|EAGAIN)$/.test(code)) return `this host has no memory left for a connection (${code})`;
  if (/^(?:EACCES|EPERM)$/.test(code))
    return `this host does not let the companion connect (${code}: a firewall or a sandbox)`;
  if (code === "EADDRNOTAVAIL") return "this host has no address or port left to connect from (EADDRNOTAVAIL)";
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

/** The gateway said hello and then refused to be read: since 2026.3.13 it strips scopes without a word. */
export const scopesStripped = (): LinkFailure =>
  refused(
    "scopes",
    "the gateway accepted the token but took away the right to read (operator.read)",
    "on the gateway host run: openclaw devices list, then openclaw devices approve <id> for OpenClaw Companion",
  );

export function toPairing(requestId: string | null): LinkFailure {
  const command =
    requestId === null
      ? "openclaw devices list, then openclaw devices approve <id>"
      : `openclaw devices approve ${requestId}`;
  return {
    state: "pairing",
    requestId,
    why: "the gateway wants this companion to be approved once",
    fix: `on the gateway host run: ${command}`,
  };
}

function toToken(kind: string, { token }: Places): LinkFailure {
  const missing = kind === "AUTH_TOKEN_MISSING";
  return refused(
    "token",
    missing ? "the gateway wants a token and none is set" : "the gateway does not accept the token",
    `set ${token} to gateway.auth.token of the gateway (on its host in ~/.openclaw/openclaw.json)`,
  );
}

const refused = (cause: Extract<LinkStatus, { state: "refused" }>["cause"], why: string, fix: string): LinkFailure => ({
  state: "refused",
  cause,
  why,
  fix,
});

const waiting = (cause: Extract<LinkStatus, { state: "waiting" }>["cause"], why: string): LinkFailure => ({
  state: "waiting",
  cause,
  why,
});

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return "the gateway";
  }
}
