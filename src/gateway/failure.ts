import { command } from "../lib/shell.ts";
import { z } from "zod";
import { say } from "../words/say.ts";
import { ClosedEarly } from "./connection.ts";
import { about, refused, waiting, type LinkFailure, type Places, type Words } from "./end.ts";
import { TOO_MUCH, Unsafe, UpgradeRefused } from "./socket.ts";
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
      about(host, (named) => say("links.away", named)),
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
    const why = about(host, (named) => say("links.protocol", named));
    return refused("protocol", why, say("links.protocol-fix"));
  }
  if (/SCOPE_MISMATCH/.test(kind))
    return refused("scopes", say("links.scopes"), {
      open: say("links.scopes-fix"),
      inPrivate: say("links.scopes-how", { variable: places.token }),
    });
  if (/RATE_LIMITED/.test(kind)) return waiting("refusing", say("links.no-more-sign-ins"));
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
      about(host, (named) => say("links.pin-other", named)),
      say("links.pin-other-fix"),
    ),
  PIN_UNUSABLE: (host) =>
    refused(
      "pin",
      about(host, (named) => say("links.pin-none", named)),
      say("links.pin-none-fix"),
    ),
  PIN_WITHOUT_TLS: (host) =>
    refused(
      "pin",
      about(host, (named) => say("links.pin-plain", named)),
      say("links.pin-plain-fix"),
    ),
  PLAIN_IN_PUBLIC: (host) =>
    refused(
      "tls",
      about(host, (named) => say("links.plain-in-public", named)),
      say("links.plain-in-public-fix"),
    ),
};

const readUnsafe = ({ code }: Unsafe, host: string): LinkFailure => UNSAFE[code](host);

const letsIn = (host: string): Words => about(host, (named) => say("links.lets-in", named));

const FLOODING = waiting("flooding", say("links.sends-too-much"), say("links.sends-too-much-fix"));

/** It is there, and does not do what a gateway does. */
function readSilence(error: unknown, host: string): LinkFailure | null {
  if (error instanceof ClosedEarly && error.code === 1012) return waiting("restarting", say("links.restarting"));
  if (error instanceof ClosedEarly && error.code === TOO_MUCH.code) return FLOODING;
  if (error instanceof ClosedEarly && error.code === 4000) return waiting("silent", letsIn(host));
  if (error instanceof ClosedEarly)
    return waiting(
      "refusing",
      about(host, (named) => say("links.closed-early", { ...named, code: error.code })),
    );
  const message = error instanceof Error ? error.message : "";
  if (/challenge timeout|handshake has timed out/i.test(message)) {
    return waiting(
      "silent",
      about(host, (named) => say("links.speechless", named)),
    );
  }
  if (/request timeout/i.test(message)) return waiting("silent", letsIn(host));
  return null;
}

/** Names what the end of a link that was ready means. */
export function readClose(code: number): LinkFailure {
  if (code === 1012) return waiting("restarting", say("links.restarting"));
  if (code === 4001) return waiting("lost", say("links.policy-changed"));
  if (code === 1008) return waiting("lost", say("links.read-slowly"));
  if (code === 4000) return waiting("silent", say("links.stopped-answering"));
  if (code === TOO_MUCH.code) return FLOODING;
  return waiting("lost", say("links.lost", { code }));
}

/** What to run, with the id of the request, is for admins, who are told in private. */
const TO_APPROVE = say("links.approve");

/** The gateway said hello and then refused to be read: since 2026.3.13 it strips scopes without a word. */
export const scopesStripped = (): LinkFailure =>
  refused("scopes", say("links.read-taken-away"), {
    open: TO_APPROVE,
    inPrivate: say("links.approve-us"),
  });

/** What may stand in a command that people copy; whatever else a gateway calls its request is left out. */
const COPIED = /^[\w-]{1,64}$/;

export function toPairing(told: string | null): LinkFailure {
  const requestId = told !== null && COPIED.test(told) ? told : null;
  const fix =
    requestId === null
      ? say("links.find-and-approve")
      : say("links.approve-how", { command: command`openclaw devices approve ${requestId}` });
  return {
    state: "pairing",
    requestId,
    why: say("links.pairing"),
    fix: TO_APPROVE,
    detail: { fix },
  };
}

function toPassword(kind: string, message: string, { password }: Places): LinkFailure {
  if (kind === "AUTH_PASSWORD_NOT_CONFIGURED")
    return refused("token", say("links.password-unset"), say("links.password-unset-fix"));
  const missing = kind === "AUTH_PASSWORD_MISSING" || /password missing/.test(message);
  return refused(
    "token",
    missing ? say("links.password-missing") : say("links.password-wrong"),
    say("links.password-fix", { variable: password }),
  );
}

/** It lets in whoever its proxy vouches for, and nobody vouched: its own words say how. */
const toProxy = (message: string, host: string): LinkFailure =>
  refused(
    "proxy",
    about(host, (named) => say("links.proxy-refused", named), message),
    say("links.proxy-refused-fix"),
  );

function toToken(kind: string, { token }: Places): LinkFailure {
  const missing = kind === "AUTH_TOKEN_MISSING";
  return refused(
    "token",
    missing ? say("links.token-missing") : say("links.token-wrong"),
    say("links.token-fix", { variable: token }),
  );
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return "the gateway";
  }
}
