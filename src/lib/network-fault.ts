/** What stands between could not be reached, or did not connect us. The message says it all and holds no secret. */
export class ProxyFailed extends Error {
  readonly code: "PROXY_UNREACHABLE" | "PROXY_REFUSED" | "PROXY_SIGN_IN";
  constructor(code: ProxyFailed["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ProxyFailed";
    this.code = code;
  }
}

export function proxyUnreachable(proxy: string, cause: unknown): ProxyFailed {
  const inner = readNetworkFault(cause);
  const why = inner === null ? "" : `: ${inner.why}`;
  return new ProxyFailed("PROXY_UNREACHABLE", `the proxy ${proxy} cannot be used${why}`, { cause });
}

export const proxyRefused = (proxy: string, status: number): ProxyFailed =>
  new ProxyFailed(
    status === 407 ? "PROXY_SIGN_IN" : "PROXY_REFUSED",
    `the proxy ${proxy} refuses to connect us (HTTP ${status})`,
  );

/**
 * Why a connection to a host could not be had, or broke. `untrusted`: nobody here knows who signed its certificate;
 * `certificate`: that is known, and it is not accepted all the same; `authority`: our own file of authorities cannot be used; `unencrypted`: it does not speak TLS; `host`: this host itself is at
 * a limit or forbids it; `proxy`: what stands between.
 */
export interface NetworkFault {
  readonly kind:
    | "untrusted"
    | "certificate"
    | "authority"
    | "unencrypted"
    | "host"
    | "proxy"
    | "nobody"
    | "name"
    | "nameserver"
    | "route"
    | "cut"
    | "slow";
  /** A sentence about the host, or about its certificate where that is what is wrong: `it has expired`. */
  readonly why: string;
  /** What to do; null where nothing is known. */
  readonly fix: string | null;
  /** Whether something of ours may have arrived. */
  readonly arrived: "no" | "perhaps";
}

const OWN_AUTHORITY =
  "if a company checks encrypted connections, name its authority in NODE_EXTRA_CA_CERTS (a PEM file)";

const CERTIFICATES: Readonly<Record<string, readonly [why: string, fix: string]>> = {
  CERT_HAS_EXPIRED: ["it has expired", "renew it there, and check this host's clock"],
  CERT_NOT_YET_VALID: ["it is not valid yet", "check this host's clock"],
  CERT_REVOKED: ["it was revoked", "ask whoever runs it"],
  ERR_TLS_CERT_ALTNAME_INVALID: ["it is for another name", "check the address"],
};
const IS_CERTIFICATE = /CERT|UNABLE_TO_(?:GET|VERIFY)|SELF_SIGNED|^(?:INVALID_CA|HOSTNAME_MISMATCH|PATH_LENGTH)/;
const IS_UNTRUSTED = /UNABLE_TO_(?:GET|VERIFY)|SELF_SIGNED/;

/** What is this host's own is never said of the other end. */
const LIMITS: Readonly<Record<string, readonly [why: string, fix: string]>> = {
  EMFILE: ["this host lets the companion open no more files", "raise LimitNOFILE in its unit, or ulimit -n"],
  ENFILE: ["this host can open no more files at all", "find out which program holds so many (lsof)"],
  ENOMEM: ["this host has no memory left", "free some, or raise the limit of the companion"],
  ENOBUFS: ["this host has no memory left for connections", "free some, or close other connections"],
  EACCES: ["this host does not let the companion connect there", "look at its firewall and at the limits of the unit"],
  EPERM: ["this host does not let the companion connect there", "look at its firewall and at the limits of the unit"],
  EADDRNOTAVAIL: ["this host has no port or address left to connect from", "close other connections"],
  NOT_SERVING: ["the database did not answer lately, and another companion may serve by now", "look at the database"],
};

/** Nothing is sent in place of the companion that may serve by now. */
export const notServing = (): Error =>
  Object.assign(new Error("nothing is sent while another companion may serve"), { code: "NOT_SERVING" });

const NEVER: Readonly<Record<string, readonly [kind: NetworkFault["kind"], why: string]>> = {
  ECONNREFUSED: ["nobody", "nothing listens there"],
  ENOTFOUND: ["name", "its name cannot be found"],
  EAI_AGAIN: ["nameserver", "the name server does not answer"],
  EAI_FAIL: ["nameserver", "the name server fails"],
  EHOSTUNREACH: ["route", "there is no way to it"],
  ENETUNREACH: ["route", "there is no way to its network"],
  EHOSTDOWN: ["route", "it is down"],
  EAFNOSUPPORT: ["route", "this host cannot reach addresses of that kind"],
};

const IS_UNENCRYPTED = /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|RECORD_TOO_SHORT|HTTP_REQUEST|UNKNOWN_PROTOCOL/;
const IS_TLS = /^(?:ERR_SSL_|ERR_TLS_|EPROTO)/;
/** Node's codes; whatever else calls itself one holds words of somebody else. */
const IS_CODE = /^[A-Z][A-Z0-9_]{1,63}$/;
const IS_SLOW = /TIMEDOUT|TIMEOUT/;

/** Reads what Node, undici or `ws` throw; null when it says nothing about the network. Pure. */
export function readNetworkFault(error: unknown): NetworkFault | null {
  for (const one of unfold(error)) {
    const fault = readOne(one);
    if (fault !== null) return fault;
  }
  return null;
}

const PROXY_FIXES: Readonly<Record<string, string>> = {
  PROXY_UNREACHABLE: "check HTTPS_PROXY (or ALL_PROXY), and name in NO_PROXY what is reached without it",
  PROXY_REFUSED: "ask whoever runs it, or name in NO_PROXY what is reached without it",
  PROXY_SIGN_IN: "write its user and password into the proxy's address: http://user:password@host:port",
};

/** An error, what caused it, and the errors it sums up: one for each address of a name. */
function unfold(error: unknown): readonly Error[] {
  if (!(error instanceof Error)) return [];
  const parts = error instanceof AggregateError ? error.errors : [];
  return [error, ...[error.cause, ...parts].flatMap(unfold)];
}

function readOne(error: Error): NetworkFault | null {
  const code = "code" in error && typeof error.code === "string" && IS_CODE.test(error.code) ? error.code : "";
  const never = NEVER[code];
  const proxyFix = PROXY_FIXES[code];
  // Libraries put their own words, and sometimes a whole address, before ours.
  const words = error.message.slice(Math.max(error.message.lastIndexOf("the proxy "), 0));
  if (proxyFix !== undefined) return { kind: "proxy", why: words, fix: proxyFix, arrived: "no" };
  const limit = LIMITS[code];
  if (code === "CA_FILE_UNREADABLE") return { kind: "authority", why: error.message, fix: null, arrived: "no" };
  if (never !== undefined) return { kind: never[0], why: `${never[1]} (${code})`, fix: null, arrived: "no" };
  if (limit !== undefined) return { kind: "host", why: `${limit[0]} (${code})`, fix: limit[1], arrived: "no" };
  if (IS_UNENCRYPTED.test(code)) return { kind: "unencrypted", why: "it does not speak TLS", fix: null, arrived: "no" };
  if (IS_UNTRUSTED.test(code)) {
    const who =
      code === "DEPTH_ZERO_SELF_SIGNED_CERT"
        ? "it signed itself"
        : "this host does not know the authority that signed it";
    return { kind: "untrusted", why: `${who} (${code})`, fix: OWN_AUTHORITY, arrived: "no" };
  }
  if (IS_CERTIFICATE.test(code)) {
    const [why, fix] = CERTIFICATES[code] ?? ["it is not valid", null];
    return { kind: "certificate", why: `${why} (${code})`, fix, arrived: "no" };
  }
  if (IS_TLS.test(code))
    return { kind: "cut", why: `no encrypted connection comes about (${code})`, fix: null, arrived: "no" };
  if (IS_SLOW.test(code) || /time(?:d )?out/i.test(error.message) || error.name === "TimeoutError")
    return { kind: "slow", why: "no answer in time", fix: null, arrived: "perhaps" };
  if (/^(?:ECONN|EPIPE|UND_ERR_SOCKET|HPE_)/.test(code) || /socket hang up|other side closed/.test(error.message))
    return {
      kind: "cut",
      why: code === "" ? "the connection broke" : `connection cut (${code})`,
      fix: null,
      arrived: "perhaps",
    };
  return null;
}

/** The same in one sentence about the other end, for a log or a status line. */
export function describeFault({ kind, why, fix }: NetworkFault): string {
  const said = kind === "untrusted" || kind === "certificate" ? `its certificate is not accepted: ${why}` : why;
  return fix === null ? said : `${said}; ${fix}`;
}
