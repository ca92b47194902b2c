import { createHash, createPrivateKey, generateKeyPairSync, sign } from "node:crypto";
import { GatewayClient, type GatewayClientOptions, type GatewayClientRequestError } from "@openclaw/gateway-client";
import { vi } from "vitest";
import type { EmbeddedGateway } from "../../fake-gateway/gateway.ts";

const ALL_SCOPES = ["operator.admin", "operator.read", "operator.write", "operator.approvals", "operator.pairing"];

type Hello = Parameters<NonNullable<GatewayClientOptions["onHelloOk"]>>[0];
type GatewayEvent = Parameters<NonNullable<GatewayClientOptions["onEvent"]>>[0];

/** The real client, connected. */
export interface TestClient extends Disposable {
  readonly hello: Hello;
  readonly events: readonly GatewayEvent[];
  readonly closes: readonly { readonly code: number; readonly reason: string }[];
  request(method: string, params?: object): Promise<Record<string, unknown>>;
  /** The error a request is refused with. */
  refused(method: string, params?: object): Promise<GatewayClientRequestError>;
}

export type TestClientOptions = Partial<GatewayClientOptions>;

const PLAIN = {
  minProtocol: 3,
  maxProtocol: 4,
  scopes: ALL_SCOPES,
  deviceIdentity: null,
  clientDisplayName: "a test",
} satisfies TestClientOptions;

/** Connects with the shared token and all scopes unless told otherwise; rejects with the gateway's refusal. */
export async function connectClient(gateway: EmbeddedGateway, options: TestClientOptions = {}): Promise<TestClient> {
  const events: GatewayEvent[] = [];
  const closes: { code: number; reason: string }[] = [];
  const hello = Promise.withResolvers<Hello>();
  const client = new GatewayClient({
    url: gateway.url,
    ...("deviceToken" in options ? {} : { token: gateway.token }),
    ...PLAIN,
    onHelloOk: (greeting) => hello.resolve(greeting),
    onConnectError: (error) => hello.reject(error),
    onEvent: (event) => void events.push(event),
    onClose: (code, reason) => void closes.push({ code, reason }),
    ...options,
  });
  client.start();
  try {
    const request = (method: string, params: object = {}): Promise<Record<string, unknown>> =>
      client.request(method, params);
    return {
      hello: await hello.promise,
      events,
      closes,
      request,
      refused: (method, params = {}) =>
        request(method, params).then(() => Promise.reject(new Error(`${method} was accepted`)), asError),
      [Symbol.dispose]: () => client.stop(),
    };
  } catch (error) {
    client.stop();
    throw error;
  }
}

/** Why the gateway does not let a client in. */
export async function refusedConnection(
  gateway: EmbeddedGateway,
  options: TestClientOptions = {},
): Promise<GatewayClientRequestError> {
  const outcome = connectClient(gateway, options);
  return outcome.then((client) => {
    client[Symbol.dispose]();
    throw new Error("the gateway let the client in");
  }, asError);
}

// The client's own errors always carry the gateway's code and details.
const asError = (error: GatewayClientRequestError): GatewayClientRequestError => error;

/** A new ed25519 device, as an option for {@link connectClient}. `signs: false` makes it sign something else. */
export function newDevice({ signs = true } = {}): TestClientOptions {
  const pair = generateKeyPairSync("ed25519");
  const privateKeyPem = pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const publicKeyPem = pair.publicKey.export({ type: "spki", format: "pem" }).toString();
  const raw = pair.publicKey.export({ type: "spki", format: "der" }).subarray(-32);
  const deviceId = createHash("sha256").update(raw).digest("hex");
  return {
    deviceIdentity: { deviceId, privateKeyPem, publicKeyPem },
    hostDeps: {
      signDevicePayload: (pem, payload) =>
        sign(null, Buffer.from(signs ? payload : `not ${payload}`), createPrivateKey(pem)).toString("base64url"),
      publicKeyRawBase64UrlFromPem: () => raw.toString("base64url"),
    },
  };
}

/** Waits, for a bounded time, until the condition holds. */
export const eventually = <T>(check: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: 5_000, interval: 10 });
