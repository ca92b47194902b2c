import { generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { bits, integer, objectId, octets, sequence, set, tagged, truth, utcTime, utf8 } from "./der.ts";

/** PEM texts. The certificate is the server's own and, being self-signed, also what a client must trust. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

const DAY_MS = 86_400_000;
const ECDSA_WITH_SHA256 = sequence(objectId("1.2.840.10045.4.3.2"));
const NAME = sequence(set(sequence(objectId("2.5.4.3"), utf8("fake provider"))));

/** A fresh certificate for `hosts` and 127.0.0.1, valid around `now` (milliseconds). */
export function createCertificate(hosts: readonly string[], now: number): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const body = sequence(
    tagged(0xa0, integer(Uint8Array.of(2))), // version 3
    integer(Buffer.concat([Uint8Array.of(1), randomBytes(8)])),
    ECDSA_WITH_SHA256,
    NAME,
    sequence(utcTime(now - DAY_MS), utcTime(now + 30 * DAY_MS)),
    NAME,
    publicKey.export({ type: "spki", format: "der" }),
    tagged(0xa3, sequence(...extensions(hosts))),
  );
  const whole = sequence(body, ECDSA_WITH_SHA256, bits(sign("sha256", body, privateKey)));
  return { cert: pem(whole), key: privateKey.export({ type: "pkcs8", format: "pem" }).toString() };
}

function extensions(hosts: readonly string[]): readonly Uint8Array[] {
  const names = hosts.map((host) => tagged(0x82, Buffer.from(host)));
  const loopback = tagged(0x87, Uint8Array.of(127, 0, 0, 1));
  return [
    extension("2.5.29.19", sequence(truth()), "critical"), // may sign: itself
    extension("2.5.29.15", bits(Uint8Array.of(0x84), 2), "critical"), // digital signature, certificate signing
    extension("2.5.29.37", sequence(objectId("1.3.6.1.5.5.7.3.1"))), // server authentication
    extension("2.5.29.17", sequence(...names, loopback)),
  ];
}

const extension = (id: string, value: Uint8Array, weight?: "critical"): Uint8Array =>
  sequence(objectId(id), ...(weight === undefined ? [] : [truth()]), octets(value));

function pem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}
