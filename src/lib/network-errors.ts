/** What stands between could not be reached, or did not connect us. The message says it all and holds no secret. */
class ProxyFailed extends Error {
  readonly code: "PROXY_UNREACHABLE" | "PROXY_REFUSED" | "PROXY_SIGN_IN";
  constructor(code: ProxyFailed["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ProxyFailed";
    this.code = code;
  }
}

/** `code`: Node's own for why, where it has one. */
export const proxyUnreachable = (proxy: string, code: string | null, cause: unknown): ProxyFailed =>
  new ProxyFailed("PROXY_UNREACHABLE", `the proxy ${proxy} cannot be used (${code ?? "no reason"})`, { cause });

export const proxyRefused = (proxy: string, status: number): ProxyFailed =>
  new ProxyFailed(
    status === 407 ? "PROXY_SIGN_IN" : "PROXY_REFUSED",
    `the proxy ${proxy} refuses to connect us (HTTP ${status})`,
  );

/**
 * The proxy and the code or status, from the words above. They are read and not carried: libraries copy the message of
 * an error into one of their own, after words and sometimes a whole address of theirs.
 */
export function readProxyWords(message: string): { readonly proxy: string; readonly code: string } | null {
  const [, proxy, code] =
    /^.*the proxy (\S{1,300}) (?:cannot be used|refuses to connect us) \((.{1,80}?)\)/s.exec(message) ?? [];
  return proxy === undefined || code === undefined ? null : { proxy, code };
}

/** A file of certificate authorities that cannot be used; without a code it can be read, and holds none. */
export class AuthorityUnreadable extends Error {
  readonly code = "CA_FILE_UNREADABLE";
  readonly file: string;
  readonly because: string | null;
  constructor(file: string, because: string | null, options?: ErrorOptions) {
    super(
      because === null ? `${file} holds no certificate in PEM form` : `${file} cannot be read (${because})`,
      options,
    );
    this.name = "AuthorityUnreadable";
    this.file = file;
    this.because = because;
  }
}

/** Nothing is sent in place of the companion that may serve by now. */
export const notServing = (): Error =>
  Object.assign(new Error("nothing is sent while another companion may serve"), { code: "NOT_SERVING" });
