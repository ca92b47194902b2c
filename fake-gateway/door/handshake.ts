import { MINUTE, type Clock } from "../../src/core/time.ts";
import { CONNECT_PARAMS, type ConnectParams } from "./connect-params.ts";
import type { Devices } from "./devices.ts";
import type { Dialect } from "../world/dialect.ts";
import * as refusals from "./refusals.ts";
import type { Refusal } from "./refusals.ts";
import { isOwnName, isSigned } from "./signature.ts";
import { describeIssues } from "./wire.ts";

export interface Door {
  readonly token: string;
  /**
   * `token`: clients are on the gateway's own host, whose devices are let in silently. `pairing`: they are not.
   * `first-pairing`: as of 2026.3.28 to 2026.4.2, a device is let in silently and given no wider scopes later on.
   */
  readonly auth: "token" | "pairing" | "first-pairing";
  /** What a client without a device gets of the scopes it asks for. */
  readonly scopes: "kept" | "stripped";
  readonly protocol: { readonly min: number; readonly max: number };
  readonly dialect: Dialect;
  readonly devices: Devices;
  readonly clock: Clock;
}

/** A client that was let in. */
export interface Guest {
  readonly protocol: number;
  readonly role: string;
  readonly scopes: readonly string[];
  readonly device: string | null;
  readonly method: "token" | "device-token";
  /** The token of a paired device, and when it was issued. */
  readonly issued: { readonly token: string; readonly at: number } | null;
}

/** A signature is as good as its age: this many milliseconds around the gateway's own clock. */
const SIGNATURE_LIFE = 2 * MINUTE;

/** Decides on a connect request, in the order the gateway does. `nonce` is the one of this connection's challenge. */
export function decide(raw: unknown, nonce: string, door: Door): Guest | Refusal {
  const read = CONNECT_PARAMS.safeParse(raw);
  if (!read.success) return refusals.badParams(describeIssues(read.error));
  const params = read.data;
  const { min, max } = door.protocol;
  if (params.maxProtocol < min || params.minProtocol > max) return refusals.protocolMismatch(params, max, door.dialect);
  if (params.role !== "operator" && params.role !== "node") return refusals.badRole();
  const refused = params.device ? inspectDevice(params, nonce, door) : inspectStranger(params);
  return refused ?? inspectCredential(params, door);
}

function inspectStranger({ auth }: ConnectParams): Refusal | null {
  return auth?.token || auth?.password ? null : refusals.noIdentity();
}

function inspectDevice(params: ConnectParams, nonce: string, door: Door): Refusal | null {
  const { device } = params;
  if (!device) return null;
  if (!isOwnName(device)) return refusals.badDevice("id");
  if (Math.abs(door.clock() - device.signedAt) > SIGNATURE_LIFE) return refusals.badDevice("expired");
  if (device.nonce !== nonce) return refusals.badDevice("nonce");
  return isSigned(params, device) ? null : refusals.badDevice("signature");
}

function inspectCredential(params: ConnectParams, door: Door): Guest | Refusal {
  const { auth, device } = params;
  if (auth?.token === door.token) return device ? admitDevice(params, door) : admitStranger(params, door);
  const shown = auth?.deviceToken ?? auth?.token;
  const paired = device ? door.devices.find(device.id) : undefined;
  if (paired && shown === paired.token) return admitByDeviceToken(params, paired, door);
  const fault = auth?.token ? "token mismatch" : auth?.deviceToken ? "device token mismatch" : "token missing";
  return refusals.badCredential(fault, device !== undefined, door.dialect);
}

const protocolOf = (params: ConnectParams, door: Door): number => Math.min(params.maxProtocol, door.protocol.max);

function admitStranger(params: ConnectParams, door: Door): Guest {
  const scopes = door.scopes === "kept" ? params.scopes : [];
  return { protocol: protocolOf(params, door), role: params.role, scopes, device: null, method: "token", issued: null };
}

function admitDevice(params: ConnectParams, door: Door): Guest | Refusal {
  const { role, scopes, device } = params;
  const guest = {
    protocol: protocolOf(params, door),
    role,
    scopes,
    device: device?.id ?? null,
    method: "token",
  } as const;
  if (door.auth === "token") return { ...guest, issued: null };
  const paired = door.devices.find(device?.id ?? "");
  if (paired && scopes.every((scope) => paired.scopes.includes(scope))) {
    return { ...guest, issued: { token: paired.token, at: paired.approvedAtMs } };
  }
  const { requestId } = door.devices.request(params);
  const first = paired === undefined && door.auth === "first-pairing" ? door.devices.approve(requestId) : null;
  if (first !== null) return { ...guest, issued: { token: first.token, at: first.approvedAtMs } };
  return refusals.pairingRequired(requestId, params, paired?.scopes ?? null, door.dialect);
}

type Paired = NonNullable<ReturnType<Devices["find"]>>;

function admitByDeviceToken(params: ConnectParams, paired: Paired, door: Door): Guest | Refusal {
  if (!params.scopes.every((scope) => paired.scopes.includes(scope))) {
    const fault = door.dialect.namesScopeMismatch ? "scope mismatch" : "device token mismatch";
    return refusals.badCredential(fault, false, door.dialect);
  }
  return {
    protocol: protocolOf(params, door),
    role: params.role,
    scopes: door.dialect.narrowsScopes ? params.scopes : paired.scopes,
    device: paired.deviceId,
    method: "device-token",
    issued: { token: paired.token, at: paired.approvedAtMs },
  };
}

export const isRefusal = (decision: Guest | Refusal): decision is Refusal => "error" in decision;
