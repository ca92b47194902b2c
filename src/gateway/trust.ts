import { readFileSync } from "node:fs";
import { getCACertificates, setDefaultCACertificates } from "node:tls";

/**
 * Trusts further certificate authorities, besides those of Node, in this whole process: the gateway client
 * offers no setting of its own. Throws when a file holds no certificate.
 */
export function trustAuthorities(files: readonly string[]): void {
  if (files.length === 0) return;
  const own = files.map((file) => readPem(file));
  setDefaultCACertificates([...getCACertificates("default"), ...own]);
}

function readPem(file: string): string {
  const text = readFileSync(file, "utf8");
  if (!text.includes("-----BEGIN CERTIFICATE-----")) throw new Error(`${file} holds no PEM certificate`);
  return text;
}
