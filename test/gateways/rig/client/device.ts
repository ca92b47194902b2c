import { createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";

/** An ed25519 identity as gateways know it: the id is the SHA-256 of the raw public key. */
export interface Device {
  readonly id: string;
  readonly publicKey: string;
  readonly privateKey: KeyObject;
}

export function createDevice(): Device {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const raw = publicKey.export({ type: "spki", format: "der" }).subarray(-32);
  return { id: createHash("sha256").update(raw).digest("hex"), publicKey: raw.toString("base64url"), privateKey };
}

export interface Claim {
  readonly clientId: string;
  readonly mode: string;
  readonly role: string;
  readonly scopes: readonly string[];
  readonly token: string;
  readonly platform: string;
}

/** What the gateway sent to be signed; `ts` in milliseconds. */
export interface Challenge {
  readonly nonce: string;
  readonly ts: number;
}

/** The `device` part of a connect request, version 3 of its signed text (the empty last field is a device family). */
export function proveDevice(device: Device, claim: Claim, { nonce, ts }: Challenge) {
  const { clientId, mode, role, scopes, token, platform } = claim;
  const text = ["v3", device.id, clientId, mode, role, scopes.join(","), ts, token, nonce, platform, ""].join("|");
  const signature = sign(null, Buffer.from(text), device.privateKey).toString("base64url");
  return { id: device.id, publicKey: device.publicKey, signature, signedAt: ts, nonce };
}
