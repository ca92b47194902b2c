import type { Clock, Instant } from "../../src/core/time.ts";
import type { ConnectParams } from "./connect-params.ts";
import type { Json } from "../json.ts";
import type { Methods } from "../methods/method.ts";
import { accept, invalid } from "./wire.ts";

/** A request to be let in, as operators see it. */
interface Pending {
  readonly requestId: string;
  readonly deviceId: string;
  readonly publicKey: string;
  readonly platform: string;
  readonly clientId: string;
  readonly clientMode: string;
  readonly role: string;
  readonly roles: readonly string[];
  readonly scopes: readonly string[];
  readonly silent: boolean;
  readonly isRepair: boolean;
  readonly ts: Instant;
}

interface Paired extends Omit<Pending, "requestId" | "silent" | "isRepair" | "ts"> {
  readonly createdAtMs: Instant;
  readonly approvedAtMs: Instant;
  readonly token: string;
}

/** The devices an operator let in, and those that wait at the door. */
export interface Devices {
  find(deviceId: string): Paired | undefined;
  /** The open request of a device for these scopes; a new one when it asks for others. */
  request(params: ConnectParams): Pending;
  approve(requestId: string): Paired | null;
  readonly methods: Methods;
}

export interface DevicesOptions {
  readonly clock: Clock;
  readonly newId: () => string;
  readonly emit: (event: string, payload: Json) => void;
}

export function createDevices({ clock, newId, emit }: DevicesOptions): Devices {
  const pending = new Map<string, Pending>();
  const paired = new Map<string, Paired>();

  const resolve = ({ requestId, deviceId }: Pending, decision: "approved" | "rejected"): void => {
    pending.delete(requestId);
    emit("device.pair.resolved", { requestId, deviceId, decision, ts: clock() });
  };

  const approve = (requestId: string): Paired | null => {
    const asked = pending.get(requestId);
    if (!asked) return null;
    const known = paired.get(asked.deviceId);
    const { requestId: _request, silent: _silent, isRepair: _repair, ts: _asked, ...device } = asked;
    const scopes = [...new Set([...(known?.scopes ?? []), ...asked.scopes])];
    const now = clock();
    const token = `fake-device-token-${newId()}`;
    const entry = { ...device, scopes, createdAtMs: known?.createdAtMs ?? now, approvedAtMs: now, token };
    paired.set(asked.deviceId, entry);
    resolve(asked, "approved");
    return entry;
  };

  const request = (params: ConnectParams): Pending => {
    const { device, client, role, scopes } = params;
    const deviceId = device?.id ?? "";
    const open = [...pending.values()].find((asked) => asked.deviceId === deviceId && sameScopes(asked.scopes, scopes));
    if (open) return open;
    const asked: Pending = {
      requestId: newId(),
      deviceId,
      publicKey: device?.publicKey ?? "",
      platform: client.platform,
      clientId: client.id,
      clientMode: client.mode,
      role,
      roles: [role],
      scopes,
      silent: false,
      isRepair: paired.has(deviceId),
      ts: clock(),
    };
    for (const older of pending.values()) if (older.deviceId === deviceId) pending.delete(older.requestId);
    pending.set(asked.requestId, asked);
    emit("device.pair.requested", { ...asked });
    return asked;
  };

  const methods: Methods = {
    "device.pair.list": () => accept({ pending: [...pending.values()], paired: [...paired.values()].map(show) }),
    "device.pair.approve": (params) => {
      const requestId = readRequestId(params);
      const device = approve(requestId);
      return device ? accept({ requestId, device: show(device) }) : invalid("unknown requestId");
    },
    "device.pair.reject": (params) => {
      const asked = pending.get(readRequestId(params));
      if (!asked) return invalid("unknown requestId");
      resolve(asked, "rejected");
      return accept({ requestId: asked.requestId, deviceId: asked.deviceId });
    },
  };
  return { find: (deviceId) => paired.get(deviceId), request, approve, methods };
}

const sameScopes = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((scope) => b.includes(scope));

const readRequestId = (params: unknown): string =>
  typeof params === "object" && params !== null && "requestId" in params ? String(params.requestId) : "";

/** Tokens are never listed. */
function show({ token: _token, ...device }: Paired): Json {
  const tokens = [{ role: device.role, scopes: device.scopes, createdAtMs: device.approvedAtMs }];
  return { ...device, tokens };
}
