import type { ConnectParams } from "./connect-params.ts";
import type { Dialect } from "../world/dialect.ts";
import type { WireError } from "../recording.ts";

/** Why a connection is refused: the error of the response, then the code and reason of the close. */
export interface Refusal {
  readonly error: WireError;
  readonly close: number;
  /** When the close says something else than the error. */
  readonly reason?: string;
}

const refusal = (code: string, message: string, details?: object): Refusal => ({
  error: { code, message, ...(details ? { details } : {}) },
  close: 1008,
});

export const notConnect = (): Refusal => refusal("INVALID_REQUEST", "invalid handshake: first request must be connect");
export const badParams = (why: string): Refusal => refusal("INVALID_REQUEST", `invalid connect params: ${why}`);
export const badRole = (): Refusal => refusal("INVALID_REQUEST", "invalid role");

export function protocolMismatch(params: ConnectParams, expectedProtocol: number, dialect: Dialect): Refusal {
  const { minProtocol: clientMinProtocol, maxProtocol: clientMaxProtocol } = params;
  const details = dialect.detailed
    ? {
        code: "PROTOCOL_MISMATCH",
        clientMinProtocol,
        clientMaxProtocol,
        expectedProtocol,
        minimumProbeProtocol: dialect.probeProtocol,
      }
    : { expectedProtocol };
  return { error: { code: "INVALID_REQUEST", message: "protocol mismatch", details }, close: 1002 };
}

export const noIdentity = (): Refusal =>
  refusal("NOT_PAIRED", "device identity required", { code: "DEVICE_IDENTITY_REQUIRED" });

const DEVICE_FAULTS = {
  id: ["device identity mismatch", "DEVICE_AUTH_DEVICE_ID_MISMATCH", "device-id-mismatch"],
  expired: ["device signature expired", "DEVICE_AUTH_SIGNATURE_EXPIRED", "device-signature-stale"],
  nonce: ["device nonce mismatch", "DEVICE_AUTH_NONCE_MISMATCH", "device-nonce-mismatch"],
  signature: ["device signature invalid", "DEVICE_AUTH_SIGNATURE_INVALID", "device-signature"],
} as const;

export function badDevice(fault: keyof typeof DEVICE_FAULTS): Refusal {
  const [message, code, reason] = DEVICE_FAULTS[fault];
  return refusal("INVALID_REQUEST", message, { code, reason });
}

const CREDENTIAL_FAULTS = {
  "token missing": ["gateway token missing (provide gateway auth token)", "AUTH_TOKEN_MISSING", "token_missing"],
  "token mismatch": ["gateway token mismatch (provide gateway auth token)", "AUTH_TOKEN_MISMATCH", "token_mismatch"],
  "device token mismatch": [
    "device token mismatch (rotate/reissue device token)",
    "AUTH_DEVICE_TOKEN_MISMATCH",
    "device_token_mismatch",
  ],
  "scope mismatch": [
    "device token scope mismatch (re-pair or approve scope upgrade)",
    "AUTH_SCOPE_MISMATCH",
    "scope_mismatch",
  ],
} as const;

export type CredentialFault = keyof typeof CREDENTIAL_FAULTS;

/** `withDevice`: the client showed an identity, so a device token might still let it in. */
export function badCredential(fault: CredentialFault, withDevice: boolean, dialect: Dialect): Refusal {
  const [message, code, authReason] = CREDENTIAL_FAULTS[fault];
  const canRetryWithDeviceToken = fault === "token mismatch" && withDevice;
  const advice = { canRetryWithDeviceToken, recommendedNextStep: nextStep(fault, canRetryWithDeviceToken) };
  return refusal("INVALID_REQUEST", `unauthorized: ${message}`, {
    code,
    authReason,
    ...(dialect.detailed ? advice : {}),
  });
}

function nextStep(fault: CredentialFault, retry: boolean): string {
  if (retry) return "retry_with_device_token";
  if (fault === "token missing") return "update_auth_configuration";
  return fault === "scope mismatch" ? "review_auth_configuration" : "update_auth_credentials";
}

/** What an operator has to approve first. `approved` are the scopes the device already has. */
export function pairingRequired(
  requestId: string,
  params: ConnectParams,
  approved: readonly string[] | null,
  dialect: Dialect,
): Refusal {
  const reason = approved === null ? "not-paired" : "scope-upgrade";
  if (!dialect.detailed) {
    return refusal("NOT_PAIRED", "pairing required", { code: "PAIRING_REQUIRED", requestId, reason });
  }
  const [why, remediationHint] =
    approved === null
      ? ["device is not approved yet", "Approve this device from the pending pairing requests."]
      : [
          "device is asking for more scopes than currently approved",
          "Review the requested scopes, then approve the pending upgrade.",
        ];
  const message = `pairing required: ${why}`;
  const refused = refusal("NOT_PAIRED", message, {
    code: "PAIRING_REQUIRED",
    reason,
    requestId,
    remediationHint,
    deviceId: params.device?.id,
    requestedRole: params.role,
    requestedScopes: params.scopes,
    ...(approved === null ? {} : { approvedRoles: [params.role], approvedScopes: approved }),
  });
  return { ...refused, reason: `${message} (requestId: ${requestId})` };
}
