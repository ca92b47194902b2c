import { createHash, timingSafeEqual } from "node:crypto";

/** Digits and letters that nobody takes for one another (Crockford's base 32). */
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const BITS = 128;
const LENGTH = Math.ceil(BITS / 5);

/** A code of 26 letters and digits from 16 random bytes. */
export function toSetupCode(bytes: Uint8Array): string {
  let rest = BigInt(`0x${Buffer.from(bytes).toString("hex")}`);
  let code = "";
  for (let at = 0; at < LENGTH; at += 1) {
    code = (LETTERS[Number(rest % 32n)] ?? "") + code;
    rest /= 32n;
  }
  return code;
}

/** A code as it was typed or pasted, as it was printed; null when it has not the shape of one. */
export function readSetupCode(typed: string): string | null {
  const code = typed.trim().toUpperCase().replaceAll(/[-\s]/g, "").replaceAll("O", "0").replaceAll(/[IL]/g, "1");
  return new RegExp(`^[${LETTERS}]{${LENGTH}}$`).test(code) ? code : null;
}

export const hashSetupCode = (code: string): Uint8Array => createHash("sha256").update(code).digest();

/** Takes as long whatever the two have in common. */
export const isSameHash = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && timingSafeEqual(a, b);
