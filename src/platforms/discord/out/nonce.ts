import { createHash } from "node:crypto";

/** Discord's limit. */
const LONGEST = 25;

/** A nonce of their own for these texts, in every process the same. Discord tells nonces apart by author alone. */
export const toNonce = (...texts: readonly string[]): string =>
  `k${createHash("sha256").update(JSON.stringify(texts)).digest("base64url")}`.slice(0, LONGEST);
