import { isAtLeast } from "../../src/lib/version.ts";

/** Where releases differ in ways that no single recorded reply shows. Observed on 2026.3.2, 2026.5.28 and 2026.9.6. */
export interface Dialect {
  /** Refusals of a connection say what to do next in their details. */
  readonly detailed: boolean;
  /** A device token asked for more than it was given is told so; before, it only "mismatches". */
  readonly namesScopeMismatch: boolean;
  /** A device token may be used with fewer scopes than it has. */
  readonly narrowsScopes: boolean;
  /** Schema errors are repeated in the message, list positions written as `.0` or `[0]`. */
  readonly issues: "apart" | "dotted" | "bracketed";
  /** A patch may name lists to replace as a whole, in `replacePaths`. */
  readonly replacesLists: boolean;
  /** A patch that shortens a list needs `replacePaths`. */
  readonly guardsLists: boolean;
  /** A patch that changes nothing is answered as such and writes nothing. */
  readonly noticesNoChange: boolean;
  /** A patch that changes nothing needs no base hash. */
  readonly hashOnlyForChanges: boolean;
  /** Every accepted patch is followed by a restart. */
  readonly restartsAfterPatch: boolean;
  /** Replies to a patch show the running configuration; newer ones the document. */
  readonly patchShows: "running" | "document";
  readonly hash: "sha256" | "hmac";
  readonly admitsLogCuts: boolean;
  /** A session that fell back is set to the fallback, and stays there until somebody sets it free. */
  readonly keepsFallback: boolean;
  /** `chat.history` says how much there is in all. */
  readonly countsHistory: boolean;
  /** Providers that may be described in part; null when none may. */
  readonly bundled: readonly string[] | null;
  readonly removedApis: Readonly<Record<string, string>>;
  /** The lowest protocol a probe may speak, as told when the protocols do not match. */
  readonly probeProtocol: number;
}

export function dialectOf(version: string): Dialect {
  const since = (floor: string): boolean => isAtLeast(version, floor);
  const nine = since("2026.8.1");
  return {
    detailed: since("2026.4.1"),
    namesScopeMismatch: nine,
    narrowsScopes: nine,
    issues: nine ? "bracketed" : since("2026.4.1") ? "dotted" : "apart",
    replacesLists: since("2026.6.5"),
    guardsLists: nine,
    noticesNoChange: since("2026.4.1"),
    hashOnlyForChanges: nine,
    restartsAfterPatch: !since("2026.4.14"),
    patchShows: since("2026.4.1") ? "document" : "running",
    hash: nine ? "hmac" : "sha256",
    admitsLogCuts: nine,
    keepsFallback: since("2026.4.14") && !nine,
    countsHistory: nine,
    bundled: since("2026.4.1") ? ["openai", "openai-codex", "anthropic"] : null,
    removedApis: nine ? { "openai-codex-responses": "openai-chatgpt-responses" } : {},
    probeProtocol: nine ? 3 : 4,
  };
}
