import type { EndedBy, FailureReason } from "../core/evidence.ts";
import { redact, shorten } from "../lib/redact.ts";

export interface Announced {
  readonly message: string | null;
  readonly reason: string | null;
  readonly status: number | null;
}

export interface Classified {
  readonly reason: FailureReason;
  readonly status: number | null;
  readonly message: string | null;
}

/** Texts with which gateways end an attempt by themselves, even where they call it "status 401". */
const REFUSALS: readonly (readonly [RegExp, FailureReason])[] = [
  [/unknown model|model_not_found|not found in (?:the )?catalog|is not allowed/i, "unknown-model"],
  // Before 2026.8 it names the login and what the route wants: "uses oauth auth, but … requires an OpenAI API key".
  [
    /no route-compatible|not compatible with the selected model route|uses \S+ auth, but .+ requires/i,
    "route-mismatch",
  ],
  [/cooldown|temporarily (?:unavailable|disabled)|has auth issue|skipping all models|is resting/i, "resting"],
  [/no api key found|no (?:available )?auth profile|no credentials|oauth token refresh failed/i, "other"],
];

/** Texts of providers that name no status; the ChatGPT backend answers 401 with some of them. */
const UNAUTHORIZED =
  /\bunauthori[sz]ed\b|missing scopes?|missing bearer|(?:incorrect|invalid) api key|invalid[_ ]token|token (?:has been|is|was) (?:expired|invalidated|revoked)|token[_ ]expired|could not validate your token|authentication (?:failed|token)/i;

const BY_STATUS: Readonly<Record<number, FailureReason>> = {
  401: "unauthorized",
  403: "forbidden",
  404: "not-found",
  408: "timeout",
  429: "rate-limit",
};
const BY_WORD: readonly (readonly [RegExp, FailureReason, number | null])[] = [
  [/<html|cloudflare|just a moment|forbidden/i, "forbidden", 403],
  [/rate.?limit|usage limit|too many requests|quota/i, "rate-limit", 429],
  [/not found|does not exist|not supported/i, "not-found", null],
  [/timed? ?out|etimedout|aborted/i, "timeout", null],
  [/server[_ ]error|internal error|overloaded|unavailable|upstream error|econn/i, "server", null],
];

/** Error texts may be long and carry account names; a ledger keeps this much of one, redacted. */
const MOST_MESSAGE = 300;

/** The reason a gateway refused by itself, or null when the text looks like a provider's answer. */
export function readRefusal(message: string | null): FailureReason | null {
  if (message === null || statusIn(message) !== null) return null;
  return REFUSALS.find(([pattern]) => pattern.test(message))?.[1] ?? null;
}

/** What a provider's error means. The status in the text wins over the one a gateway announces. */
export function classify(announced: Announced): Classified {
  const text = announced.message ?? "";
  const message = announced.message === null ? null : shorten(redact(announced.message), MOST_MESSAGE);
  const status = statusIn(text) ?? (UNAUTHORIZED.test(text) ? 401 : null) ?? announced.status;
  if (status !== null) return { status, message, reason: BY_STATUS[status] ?? (status >= 500 ? "server" : "other") };
  const word = BY_WORD.find(([pattern]) => pattern.test(text) || pattern.test(announced.reason ?? ""));
  return word ? { reason: word[1], status: word[2], message } : { reason: "other", status: null, message };
}

/** Classifies by who ended the attempt. */
export function classifyBy(endedBy: EndedBy, announced: Announced): Classified {
  if (endedBy === "provider") return classify(announced);
  const { message } = classify(announced);
  return { reason: readRefusal(announced.message) ?? "other", status: null, message };
}

/** `401 You have …`, `HTTP 401: …`, `401: {"detail":…}`, `… (provider returned HTTP 401)`. */
function statusIn(text: string): number | null {
  const found = /^\W*(?:HTTP )?([45]\d\d)\b/i.exec(text) ?? /\bHTTP ([45]\d\d)\b/i.exec(text);
  return found ? Number(found[1]) : null;
}
