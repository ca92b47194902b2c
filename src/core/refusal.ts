import type { FailureReason } from "./evidence.ts";
import { readModel, type ModelRef } from "./model.ts";

/** Texts with which gateways end an attempt by themselves, even where they call it "status 401". */
const REFUSALS: readonly (readonly [RegExp, FailureReason])[] = [
  [/unknown model|model_not_found|not found in (?:the )?catalog|is not allowed/i, "unknown-model"],
  // Before 2026.8 it names the login and what the route wants: "uses oauth auth, but … requires an OpenAI API key".
  [
    /no route-compatible|not compatible with the selected model route|uses \S+ auth, but .+ requires|select different official transports/i,
    "route-mismatch",
  ],
  [/cooldown|temporarily (?:unavailable|disabled)|has auth issue|skipping all models|is resting/i, "resting"],
  [/no api key found|no (?:available )?auth profile|no credentials|oauth token refresh failed/i, "other"],
];

/** The reason a gateway refused by itself, or null when the text looks like a provider's answer. */
export function readRefusal(message: string | null): FailureReason | null {
  if (message === null || statusIn(message) !== null) return null;
  return REFUSALS.find(([pattern]) => pattern.test(message))?.[1] ?? null;
}

/** `401 You have …`, `HTTP 401: …`, `401: {"detail":…}`, `… (provider returned HTTP 401)`. */
export function statusIn(text: string): number | null {
  const found = /^\W*(?:HTTP )?([45]\d\d)\b/i.exec(text) ?? /\bHTTP ([45]\d\d)\b/i.exec(text);
  return found ? Number(found[1]) : null;
}

/** A model that the gateway passed over by itself, in its own words. */
export interface Refused {
  readonly model: ModelRef;
  readonly message: string;
}

const ALL_FAILED = /All models failed \(\d+\): (.*)$/s;
const CANDIDATE = /^([\w.-]+\/[\w./:-]*\w): (.*?)(?: \([\w-]+\))?$/s;
const ONE = /\bfor ([\w.-]+\/[\w./:-]*\w)\.?\s*$/;

/**
 * Reads the refusals out of `All models failed (2): a/b: why (reason) | c/d: why (reason)`, and out of the
 * sentence about a single model. What a provider said stands there too and is left out.
 */
export function readSummary(text: string): readonly Refused[] {
  const line = text.split(/\n/)[0] ?? "";
  const list = ALL_FAILED.exec(line)?.[1];
  const found = list === undefined ? [toRefused(ONE.exec(line)?.[1], line)] : list.split(" | ").map(readCandidate);
  return found.flatMap((refused) => refused ?? []);
}

function readCandidate(text: string): Refused | null {
  const [, name, message] = CANDIDATE.exec(text.trim()) ?? [];
  return toRefused(name, message ?? "");
}

function toRefused(name: string | undefined, message: string): Refused | null {
  const model = readModel(name ?? "");
  return model && readRefusal(message) !== null ? { model, message } : null;
}
