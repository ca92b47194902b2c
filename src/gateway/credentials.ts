import { platform } from "node:os";
import { buildDeviceAuthPayloadV3, buildGatewayConnectAuth, selectGatewayConnectAuth } from "@openclaw/gateway-client";
import { rawPublicKey, signPayload, type DeviceIdentity } from "./identity.ts";
import type { ConnectOptions, Endpoint } from "./endpoint.ts";

/** What the gateway asked to be answered, and its clock in milliseconds. */
interface Challenge {
  readonly nonce: string | null;
  readonly at: number | null | undefined;
}

export interface Credentials {
  /** Parameters of `connect`. */
  readonly params: object;
  /** The gateway refused them: a device token that it does not know any more is forgotten. */
  refused(code: string | null): void;
}

const CLIENT_ID = "gateway-client";
const MODE = "backend";
const ROLE = "operator";

/**
 * How this companion introduces itself: with the shared token where there is one, else with the token the gateway
 * gave to its device. Throws when the challenge cannot be answered.
 */
export function toCredentials(endpoint: Endpoint, options: ConnectOptions, { nonce, at }: Challenge): Credentials {
  if (nonce === null || at === null || at === undefined) throw new Error("the gateway's challenge cannot be read");
  const { device, scopes } = options;
  const stored = device?.token(toPeer(endpoint), ROLE) ?? null;
  const selected = selectGatewayConnectAuth({
    ...(endpoint.token !== null && { token: endpoint.token }),
    ...(endpoint.password !== null && { password: endpoint.password }),
    ...(stored !== null && { storedToken: stored.token, storedScopes: stored.scopes }),
  });
  const client = {
    id: CLIENT_ID,
    displayName: "OpenClaw Companion",
    version: options.clientVersion,
    platform: platform(),
    mode: MODE,
  };
  const signed = { token: selected.signatureToken ?? null, nonce, at };
  return {
    params: {
      minProtocol: 3,
      maxProtocol: 4,
      client,
      caps: [],
      auth: buildGatewayConnectAuth(selected),
      role: ROLE,
      scopes,
      ...(device !== null && { device: introduce(device, scopes, signed) }),
    },
    refused(code) {
      if (selected.usingStoredDeviceToken === true && code === "AUTH_DEVICE_TOKEN_MISMATCH")
        device?.dropToken(toPeer(endpoint), ROLE);
    },
  };
}

interface Signed {
  readonly token: string | null;
  readonly nonce: string;
  readonly at: number;
}

function introduce(device: DeviceIdentity, scopes: readonly string[], { token, nonce, at }: Signed) {
  const payload = buildDeviceAuthPayloadV3({
    deviceId: device.id,
    clientId: CLIENT_ID,
    clientMode: MODE,
    role: ROLE,
    scopes: [...scopes],
    signedAtMs: at,
    token,
    nonce,
    platform: platform(),
  });
  return {
    id: device.id,
    publicKey: rawPublicKey(device.publicKeyPem),
    signature: signPayload(device.privateKeyPem, payload),
    signedAt: at,
    nonce,
  };
}

/** Whose a token is: another address under the same name must not be shown what the one before it gave. */
const toPeer = ({ name, url }: Endpoint): string => `${name} ${new URL(url).origin}`;

interface Granted {
  readonly deviceToken?: string | undefined;
  readonly role?: string | undefined;
  readonly scopes?: readonly string[] | undefined;
}

/** Keeps the token a gateway gives to this device, with the scopes it goes with. */
export function keepToken(endpoint: Endpoint, device: DeviceIdentity | null, granted: Granted): void {
  const { deviceToken, role = ROLE, scopes = [] } = granted;
  if (deviceToken === undefined || device === null) return;
  const known = device.token(toPeer(endpoint), role);
  // The same token again may be told with the scopes of this connection alone.
  if (known?.token !== deviceToken) device.keepToken(toPeer(endpoint), role, deviceToken, scopes);
}
