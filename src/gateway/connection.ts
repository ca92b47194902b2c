import { GatewayClient, type GatewayClientOptions } from "@openclaw/gateway-client";
import { z } from "zod";
import { boundFrames } from "./bounds/client.ts";
import type { Places } from "./failure.ts";
import { rawPublicKey, signPayload, type DeviceIdentity } from "./identity.ts";

export interface Endpoint {
  readonly name: string;
  readonly url: string;
  readonly token: string | null;
  /** SHA-256 fingerprint of the server's certificate; replaces the check of its chain. */
  readonly tlsFingerprint: string | null;
  /** Where these are set, for whoever is told to correct them. */
  readonly places?: Places;
}

interface Hello {
  readonly protocol: number;
  readonly serverVersion: string | null;
  readonly methods: readonly string[];
  readonly uptime: number | null;
  /** What the gateway says it granted; null where it does not say. */
  readonly scopes: readonly string[] | null;
}

interface CloseInfo {
  readonly code: number;
  readonly reason: string;
}

export interface GatewayEvent {
  readonly event: string;
  readonly payload: unknown;
}

/** One socket after its hello. Never reconnects: the link decides what happens next. */
export interface Connection {
  readonly hello: Hello;
  readonly closed: Promise<CloseInfo>;
  request(method: string, params: object, signal?: AbortSignal): Promise<unknown>;
  onEvent(listener: (event: GatewayEvent) => void): () => void;
  /** Frames that were not valid and were skipped. */
  skippedFrames(): number;
  close(): void;
}

export interface ConnectOptions {
  readonly scopes: readonly string[];
  /** Null connects with the token alone; see the link for when that is better. */
  readonly device: DeviceIdentity | null;
  readonly clientVersion: string;
}

const HELLO = z.object({
  protocol: z.number(),
  server: z.object({ version: z.string() }).partial().default({}),
  features: z
    .object({ methods: z.array(z.string()) })
    .partial()
    .default({}),
  auth: z
    .object({ scopes: z.array(z.string()) })
    .partial()
    .nullish()
    .catch(null),
  snapshot: z.object({ uptimeMs: z.number() }).partial().default({}),
});

const REQUEST_TIMEOUT = 15_000;
const HANDSHAKE_TIMEOUT = 10_000;
const ROLE = "operator";

/** Opens one connection and waits for its hello; rejects with the reason as the client library gives it. */
export function connect(endpoint: Endpoint, options: ConnectOptions, signal?: AbortSignal): Promise<Connection> {
  const listeners = new Set<(event: GatewayEvent) => void>();
  const closed = Promise.withResolvers<CloseInfo>();
  const opened = Promise.withResolvers<Connection>();
  let skipped = 0;
  const client = new GatewayClient({
    ...toClientOptions(endpoint, options, () => (skipped += 1)),
    onEvent: (frame) => {
      for (const listener of listeners) listener({ event: frame.event, payload: frame.payload });
    },
    onHelloOk: (frame) => {
      const hello = HELLO.safeParse(frame);
      if (!hello.success) return fail(new Error("the gateway's hello cannot be read"));
      opened.resolve({
        hello: toHello(hello.data),
        closed: closed.promise,
        request: (method, params, abort) =>
          client.request<unknown>(method, params, { timeoutMs: REQUEST_TIMEOUT, ...(abort && { signal: abort }) }),
        onEvent(listener) {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
        skippedFrames: () => skipped,
        close: () => client.stop(),
      });
    },
    onConnectError: (error) => fail(error),
    onClose: (code, reason, info) => {
      closed.resolve({ code, reason });
      fail(info?.connectError ?? new ClosedEarly(code, reason));
    },
  });
  boundFrames(client, () => (skipped += 1));
  const fail = (error: Error): void => {
    opened.reject(error);
    client.stop();
  };
  const abort = () => fail(new Error("the connection was given up"));
  signal?.addEventListener("abort", abort, { once: true });
  const forget = () => signal?.removeEventListener("abort", abort);
  closed.promise.then(forget, forget);
  if (signal?.aborted) abort();
  else client.start();
  return opened.promise;
}

/** The gateway closed the socket before it said hello. */
export class ClosedEarly extends Error {
  readonly code: number;
  constructor(code: number, reason: string) {
    super(`closed before hello (${code}${reason ? `: ${reason}` : ""})`);
    this.code = code;
  }
}

function toClientOptions(endpoint: Endpoint, options: ConnectOptions, skip: () => void): GatewayClientOptions {
  const { device } = options;
  return {
    url: endpoint.url,
    minProtocol: 3,
    maxProtocol: 4,
    clientName: "gateway-client",
    clientDisplayName: "OpenClaw Companion",
    clientVersion: options.clientVersion,
    mode: "backend",
    role: ROLE,
    scopes: [...options.scopes],
    caps: [],
    requestTimeoutMs: REQUEST_TIMEOUT,
    connectChallengeTimeoutMs: HANDSHAKE_TIMEOUT,
    deviceIdentity: device && {
      deviceId: device.id,
      privateKeyPem: device.privateKeyPem,
      publicKeyPem: device.publicKeyPem,
    },
    ...(endpoint.token !== null && { token: endpoint.token }),
    ...(endpoint.tlsFingerprint !== null && { tlsFingerprint: endpoint.tlsFingerprint }),
    hostDeps: {
      signDevicePayload: signPayload,
      publicKeyRawBase64UrlFromPem: rawPublicKey,
      loadDeviceAuthToken: () => device?.token(endpoint.name, ROLE) ?? null,
      storeDeviceAuthToken: ({ role, token, scopes }) => device?.keepToken(endpoint.name, role, token, scopes),
      clearDeviceAuthToken: ({ role }) => device?.dropToken(endpoint.name, role),
      // The library tells of unreadable frames in its debug log alone.
      logDebug: (message) => {
        if (message.includes("parse error")) skip();
      },
    },
  };
}

function toHello(frame: z.infer<typeof HELLO>): Hello {
  const version = frame.server.version;
  return {
    protocol: frame.protocol,
    serverVersion: version === undefined || version === "dev" || version === "unknown" ? null : version,
    methods: frame.features.methods ?? [],
    uptime: frame.snapshot.uptimeMs ?? null,
    scopes: frame.auth?.scopes ?? null,
  };
}
