import type { EndedBy, FailureReason } from "../core/evidence.ts";
import { readRefusal, statusIn } from "../core/refusal.ts";
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
