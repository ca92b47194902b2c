import { createHash, timingSafeEqual } from "node:crypto";

/** Compared in the same time, whatever is wrong with it. */
export const isSameSecret = (given: string, secret: string): boolean => timingSafeEqual(digest(given), digest(secret));

/** Whether a header `Authorization` holds the token. */
export function isBearer(header: string | undefined, token: string): boolean {
  const [, given = ""] = /^Bearer +(\S{1,1000})$/i.exec(header ?? "") ?? [];
  return isSameSecret(given, token);
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
