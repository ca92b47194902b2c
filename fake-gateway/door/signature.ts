import { createHash, createPublicKey, verify, type KeyObject } from "node:crypto";
import type { ConnectParams } from "./connect-params.ts";

type Device = NonNullable<ConnectParams["device"]>;

/** SPKI header of an ed25519 key; the raw 32 bytes follow. */
const SPKI = Buffer.from("302a300506032b6570032100", "hex");

/** A device is named after its key. */
export function isOwnName({ id, publicKey }: Device): boolean {
  return createHash("sha256").update(Buffer.from(publicKey, "base64url")).digest("hex") === id;
}

/** Whether the device signed this very connect request, with its scopes, its credential and our nonce. */
export function isSigned(params: ConnectParams, device: Device): boolean {
  const key = readKey(device.publicKey);
  const signed = Buffer.from(signedText(params, device));
  return key !== null && verify(null, signed, key, Buffer.from(device.signature, "base64url"));
}

function readKey(publicKey: string): KeyObject | null {
  const raw = Buffer.from(publicKey, "base64url");
  if (raw.length !== 32) return null;
  return createPublicKey({ key: Buffer.concat([SPKI, raw]), format: "der", type: "spki" });
}

function signedText({ client, role, scopes, auth }: ConnectParams, { id, signedAt, nonce }: Device): string {
  const secret = auth?.token ?? auth?.deviceToken ?? "";
  const machine = [client.platform, client.deviceFamily ?? ""].map((text) => text.trim().toLowerCase());
  return ["v3", id, client.id, client.mode, role, scopes.join(","), String(signedAt), secret, nonce, ...machine].join(
    "|",
  );
}
