import { AuthorityUnreadable, readProxyWords } from "./network-errors.ts";

/** Why a connection could not be had or broke, by kind. Its words stand in the catalogue (`sayNetwork`). */
const REASONS = {
  /** Nobody here knows who signed its certificate. */
  untrusted: ["self-signed", "unknown-authority"],
  /** That is known, and it is not accepted all the same. */
  certificate: ["expired", "not-yet-valid", "revoked", "other-name", "not-valid"],
  /** Our own file of authorities cannot be used. */
  authority: ["file-unreadable", "file-empty"],
  /** It does not speak TLS. */
  unencrypted: ["no-tls"],
  /** This host itself is at a limit or forbids it, which is never said of the other end. */
  host: ["files", "all-files", "memory", "memory-connections", "forbidden", "no-port", "not-serving"],
  /** What stands between. */
  proxy: ["proxy-unreachable", "proxy-refused", "proxy-sign-in"],
  nobody: ["nobody"],
  name: ["no-name"],
  nameserver: ["nameserver-silent", "nameserver-fails"],
  route: ["no-way", "no-network", "down", "no-family"],
  cut: ["no-encryption", "cut", "broke"],
  slow: ["slow"],
} as const;

export type NetworkKind = keyof typeof REASONS;
type NetworkReason = (typeof REASONS)[NetworkKind][number];

export interface NetworkFault {
  readonly kind: NetworkKind;
  readonly reason: NetworkReason;
  /** Node's code, or the status of a proxy; empty where there is none. */
  readonly code: string;
  /** What it is about, where it has a name: a proxy, a file. */
  readonly name?: string;
  /** Why that could not be reached. */
  readonly because?: NetworkReason;
  /** Whether something of ours may have arrived. */
  readonly arrived: "no" | "perhaps";
}

const BY_CODE: Readonly<Record<string, NetworkReason>> = {
  CERT_HAS_EXPIRED: "expired",
  CERT_NOT_YET_VALID: "not-yet-valid",
  CERT_REVOKED: "revoked",
  ERR_TLS_CERT_ALTNAME_INVALID: "other-name",
  DEPTH_ZERO_SELF_SIGNED_CERT: "self-signed",
  EMFILE: "files",
  ENFILE: "all-files",
  ENOMEM: "memory",
  ENOBUFS: "memory-connections",
  EACCES: "forbidden",
  EPERM: "forbidden",
  EADDRNOTAVAIL: "no-port",
  NOT_SERVING: "not-serving",
  ECONNREFUSED: "nobody",
  ENOTFOUND: "no-name",
  EAI_AGAIN: "nameserver-silent",
  EAI_FAIL: "nameserver-fails",
  EHOSTUNREACH: "no-way",
  ENETUNREACH: "no-network",
  EHOSTDOWN: "down",
  EAFNOSUPPORT: "no-family",
  PROXY_UNREACHABLE: "proxy-unreachable",
  PROXY_REFUSED: "proxy-refused",
  PROXY_SIGN_IN: "proxy-sign-in",
};

/** Families of codes, the narrower ones first. */
const BY_PATTERN: readonly (readonly [RegExp, NetworkReason])[] = [
  [/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|RECORD_TOO_SHORT|HTTP_REQUEST|UNKNOWN_PROTOCOL/, "no-tls"],
  [/UNABLE_TO_(?:GET|VERIFY)|SELF_SIGNED/, "unknown-authority"],
  [/CERT|^(?:INVALID_CA|HOSTNAME_MISMATCH|PATH_LENGTH)/, "not-valid"],
  [/^(?:ERR_SSL_|ERR_TLS_|EPROTO)/, "no-encryption"],
  [/TIMEDOUT|TIMEOUT/, "slow"],
  [/^(?:ECONN|EPIPE|UND_ERR_SOCKET|HPE_)/, "cut"],
];

/** Node's codes; whatever else calls itself one holds words of somebody else. */
const IS_CODE = /^[A-Z][A-Z0-9_]{1,63}$/;

/** Reads what Node, undici or `ws` throw; null when it says nothing about the network. Pure. */
export function readNetworkFault(error: unknown): NetworkFault | null {
  for (const one of unfold(error)) {
    const fault = readOne(one);
    if (fault !== null) return fault;
  }
  return null;
}

/** Node's own code for why a connection was not had, wherever it stands in an error; null where there is none. */
export const codeOf = (error: unknown): string | null =>
  unfold(error)
    .map(readCode)
    .find((code) => code !== "") ?? null;

/** An error, what caused it, and the errors it sums up: one for each address of a name. */
function unfold(error: unknown): readonly Error[] {
  if (!(error instanceof Error)) return [];
  const parts = error instanceof AggregateError ? error.errors : [];
  return [error, ...[error.cause, ...parts].flatMap(unfold)];
}

const readCode = (error: Error): string =>
  "code" in error && typeof error.code === "string" && IS_CODE.test(error.code) ? error.code : "";

const reasonOf = (code: string): NetworkReason | null =>
  (Object.hasOwn(BY_CODE, code) ? BY_CODE[code] : undefined) ??
  (code === "" ? null : (BY_PATTERN.find(([pattern]) => pattern.test(code))?.[1] ?? null));

function readOne(error: Error): NetworkFault | null {
  const code = readCode(error);
  if (error instanceof AuthorityUnreadable) {
    const reason = error.because === null ? "file-empty" : "file-unreadable";
    return { ...toFault(reason, error.because ?? ""), name: error.file };
  }
  const reason = code === "EPROTO" && NOT_TLS.test(error.message) ? "no-tls" : (reasonOf(code) ?? readWords(error));
  if (reason === null) return null;
  if (kindOf(reason) !== "proxy") return toFault(reason, code);
  const { proxy = "", code: why = "" } = readProxyWords(error.message) ?? {};
  const because = reasonOf(why);
  return { ...toFault(reason, why.replace(/^HTTP /, "")), name: proxy, ...(because !== null && { because }) };
}

/** OpenSSL's words, where Node has no code of its own for them. */
const NOT_TLS = /:(?:wrong version number|packet length too long|record too short|http request|unknown protocol):/;

/** Of what has no code that tells. */
function readWords({ message, name }: Error): NetworkReason | null {
  if (/time(?:d )?out/i.test(message) || name === "TimeoutError") return "slow";
  return /socket hang up|other side closed/.test(message) ? "broke" : null;
}

const toFault = (reason: NetworkReason, code: string): NetworkFault => ({
  kind: kindOf(reason),
  reason,
  code,
  arrived: PERHAPS.has(reason) ? "perhaps" : "no",
});

/** A request may have been on its way when this happened. */
const PERHAPS: ReadonlySet<NetworkReason> = new Set(["slow", "cut", "broke"]);

const KINDS: ReadonlyMap<string, NetworkKind> = new Map(
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of the table above
  (Object.entries(REASONS) as [NetworkKind, readonly string[]][]).flatMap(([kind, reasons]) =>
    reasons.map((reason) => [reason, kind] as const),
  ),
);

const kindOf = (reason: NetworkReason): NetworkKind => KINDS.get(reason) ?? "cut";
