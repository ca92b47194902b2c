import { readFileSync } from "node:fs";
import { createSecureContext, getCACertificates, type SecureContext } from "node:tls";
import { AuthorityUnreadable } from "../lib/network-errors.ts";

/**
 * Trusts what Node trusts and the authorities of these files besides, for the connections it is given to and no
 * other. Null where there are none: then Node's own context serves. Throws {@link AuthorityUnreadable}.
 */
export function trustBesides(files: readonly string[]): SecureContext | null {
  if (files.length === 0) return null;
  return createSecureContext({ ca: [...getCACertificates("default"), ...files.map((file) => readPem(file))] });
}

function readPem(file: string): string {
  const text = read(file);
  if (!text.includes("-----BEGIN CERTIFICATE-----")) throw new AuthorityUnreadable(file, null);
  return text;
}

function read(file: string): string {
  try {
    // Editors of Windows begin a file with a mark that nobody sees, and that hides its first certificate.
    return readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown error";
    throw new AuthorityUnreadable(file, code, { cause });
  }
}
