import { autoRetry } from "@grammyjs/auto-retry";
import { Api } from "grammy";
import type { ChooseAgent } from "../../../net/dialer.ts";

/** Seconds. The client has to wait longer than the long poll, or it goes deaf cutting its own polls. */
export const POLL_SECONDS = 25;
const POLL_LIMIT = POLL_SECONDS + 10;
const CALL_LIMIT = 12;

/** Beyond these a message is given back to whoever sent it, who knows what may wait. */
const RETRIES = { maxRetryAttempts: 2, maxDelaySeconds: 30 } as const;

export interface Clients {
  /** For `getUpdates` alone: never retried by itself, so that every fault is seen at once. */
  readonly poll: Api;
  /** For everything else: 429 and 5xx are retried for a while, broken connections are left to the caller. */
  readonly call: Api;
}

interface ClientOptions {
  /** The root before `/bot<token>`; Telegram's own when left out. */
  readonly apiUrl?: string;
  readonly choose?: ChooseAgent;
}

export function createClients(token: string, { apiUrl, choose }: ClientOptions): Clients {
  const root = {
    ...(apiUrl !== undefined && { apiRoot: apiUrl.replace(/\/+$/, "") }),
    ...(choose && { baseFetchConfig: { compress: true, agent: (url: URL) => choose(url.href) } }),
  };
  const call = new Api(token, { ...root, timeoutSeconds: CALL_LIMIT });
  // Its own answer to a broken connection has no end, and cannot tell that a message may have arrived.
  call.config.use(autoRetry({ ...RETRIES, rethrowHttpErrors: true }));
  return { poll: new Api(token, { ...root, timeoutSeconds: POLL_LIMIT }), call };
}

type LibrarySignal = NonNullable<Parameters<Api["getMe"]>[0]>;

/** The library is typed for a polyfill of AbortSignal and takes the real one as well. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the polyfill's type is a subset in use, not in name
export const forLibrary = (signal: AbortSignal): LibrarySignal => signal as unknown as LibrarySignal;
