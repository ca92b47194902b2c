import { createHash } from "node:crypto";

/** A short digest of a text: enough to see that something changed, and nothing of what it was. */
export const digest = (text: string): string => createHash("sha256").update(text).digest("base64url").slice(0, 10);
