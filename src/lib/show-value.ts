import { redact } from "./redact.ts";

/** A value of a configuration as people may read it, as JSON. */
export const showValue = (value: unknown): string =>
  redact(JSON.stringify(value, (_key, part: unknown) => (typeof part === "string" ? hideInAddress(part) : part)));

/** An address without what may sign in: who asks stands before its host, keys behind it. Any other text stays. */
export function hideInAddress(text: string): string {
  if (!text.includes("://")) return text;
  // What no client could use may be a password with signs that end an address.
  const before = URL.canParse(text) ? /(:\/\/)[^/\\?#]*@/ : /(:\/\/).*@/s;
  return text.replace(before, "$1[hidden]@").replace(/([?#]).+$/s, "$1[hidden]");
}
