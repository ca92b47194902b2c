import { reasonSaid, type Failure, type FailureReason } from "../../../core/failure.ts";
import type { Instant } from "../../../core/time.ts";
import { redact, shorten } from "../../../lib/redact.ts";
import { GATEWAY_WORDS, isBody } from "./gateway-words.ts";
import { IMPLIED, PROVIDER_WORDS, reasonOf } from "./provider-words.ts";
import { readUntil } from "./until.ts";

/** What a gateway tells of a failed attempt. */
export interface Announced {
  readonly message: string | null;
  readonly at: Instant;
  readonly said?: string | null | undefined;
  readonly status?: number | null | undefined;
}

/** As much of an error as is looked at; what follows is a dump. */
const MOST_READ = 4_000;
/** Error texts may be long and carry account names; this much of one is kept, redacted. */
const MOST_KEPT = 300;
const MOST_SAID = 40;

/** Makes one of our reasons of what was announced. The status in the text wins over the one a gateway announces. */
export function readFailure({ message, at, said = null, status = null }: Announced): Failure {
  const text = (message ?? "").slice(0, MOST_READ);
  const told = statusIn(text);
  const refusal = told === null && !isBody(text) ? refusalIn(text) : null;
  const worded = refusal ?? reasonIn(text, told);
  const implied = worded === null ? undefined : IMPLIED[worded];
  const known = told ?? implied ?? status;
  return {
    reason: worded ?? vagueReason(known, said),
    status: known,
    message: message === null ? null : shorten(redact(text), MOST_KEPT),
    said: said === null ? null : shorten(said, MOST_SAID),
    scopes: readScopes(text),
    until: readUntil(text, at),
    local: refusal !== null,
  };
}

/** `401 You have …`, `HTTP 401: …`, `401: {"detail":…}`, `… (provider returned HTTP 401)`. */
function statusIn(text: string): number | null {
  const found = /^\W{0,20}(?:HTTP )?([45]\d\d)\b/i.exec(text) ?? /\bHTTP ([45]\d\d)\b/i.exec(text);
  return found ? Number(found[1]) : null;
}

const refusalIn = (text: string): FailureReason | null =>
  GATEWAY_WORDS.find(([words]) => words.test(text))?.[1] ?? null;

const reasonIn = (text: string, status: number | null): FailureReason | null =>
  PROVIDER_WORDS.find(({ words, at }) => (status === null || at.includes(status)) && words.test(text))?.reason ?? null;

/** Statuses that mean many things: there the gateway's own word says more. */
const MANY_MEANINGS: ReadonlySet<number> = new Set([400, 403, 404, 422]);

function vagueReason(status: number | null, said: string | null): FailureReason {
  const own = reasonSaid(said);
  if (status === null) return own ?? "other";
  return MANY_MEANINGS.has(status) ? (own ?? reasonOf(status)) : reasonOf(status);
}

/** `api.responses.write`: what is shown to everybody is taken out of an error, so it must look like a scope. */
const SCOPE = /^[a-z]{1,40}(?:\.[a-z_]{1,40}){1,6}$/;

function readScopes(text: string): readonly string[] {
  const list = /missing scopes?: ([\w., -]{1,200})/i.exec(text)?.[1] ?? "";
  const [upToSentence = ""] = list.split(". ");
  return upToSentence
    .split(/[,\s]+/)
    .map((word) => word.replace(/\.$/, ""))
    .filter((word) => SCOPE.test(word));
}
