import { PlatformRefused } from "../../core/platform.ts";
import { createBackoff, sleep } from "../../lib/backoff.ts";
import { toFault, type Fault } from "./fault.ts";
import type { Health } from "./health.ts";

/** Repeats a call until it succeeds; null once `signal` aborts. */
export type Persist = <T>(call: () => Promise<T>, signal: AbortSignal) => Promise<T | null>;

export const CONFLICT = "another process polls with this token";

/**
 * Waits out everything that passes: outages, server errors, another poller. Rejects with
 * {@link PlatformRefused} when the token is refused, and with the error itself when it is our own.
 */
export function createPersist(parts: { readonly health: Health; readonly random: () => number }): Persist {
  const backoff = createBackoff({ first: 1_000, most: 30_000, random: parts.random });
  return async (call, signal) => {
    while (!signal.aborted) {
      try {
        const value = await call();
        backoff.reset();
        return value;
      } catch (error) {
        if (signal.aborted) return null;
        const fault = toFault(error);
        if (fault === null) throw error;
        refuseToken(fault);
        parts.health.failed(wordsFor(fault));
        await sleep(Math.max(backoff.next(), retryAfterOf(fault)), signal);
      }
    }
    return null;
  };
}

/** Telegram answers 401 to a token it does not know, and 404 to one that cannot be a token. */
function refuseToken(fault: Fault): void {
  if (fault.kind !== "refused" || (fault.status !== 401 && fault.status !== 404)) return;
  throw new PlatformRefused(
    "telegram",
    `the bot token is refused (${fault.status} ${fault.why})`,
    "get the token from @BotFather and set TELEGRAM_TOKEN; if TELEGRAM_API_URL is set, check it as well",
  );
}

function wordsFor(fault: Fault): string {
  if (fault.kind === "unreachable") return `Telegram is out of reach: ${fault.why}`;
  if (fault.status !== 409) return `Telegram answers ${fault.status}: ${fault.why}`;
  return /webhook/i.test(fault.why) ? "a webhook is set for this token" : CONFLICT;
}

const retryAfterOf = (fault: Fault): number =>
  fault.kind === "refused" && fault.retryAfter !== undefined ? Math.min(fault.retryAfter * 1_000, MOST_OBEYED) : 0;

const MOST_OBEYED = 60_000;
