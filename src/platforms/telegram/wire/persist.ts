import type { PlatformRefused } from "../../../core/platform.ts";
import { SECOND } from "../../../core/time.ts";
import { createBackoff, sleep } from "../../../lib/backoff.ts";
import { shorten } from "../../../lib/redact.ts";
import { say } from "../../../words/say.ts";
import { english } from "../../../words/speak.ts";
import { platformRefused } from "../../shared/failed.ts";
import { QUOTED, toFault, type Fault } from "./fault.ts";
import type { Health } from "./health.ts";

/** Repeats a call until it succeeds; null once `signal` aborts. */
export type Persist = <T>(call: () => Promise<T>, signal: AbortSignal) => Promise<T | null>;

/**
 * Of two processes that poll with one token each is heard now and then. Longer than the longest pause, so
 * that a process does not look healthy between two conflicts.
 */
const CONFLICT_LASTS = 15 * SECOND;
const WEBHOOK_STAYS = 30 * SECOND;
const MOST_PAUSE = { outage: 30 * SECOND, conflict: 10 * SECOND, obeyed: 60 * SECOND } as const;

/**
 * Waits out everything that passes: outages, server errors, another poller. Rejects with
 * {@link PlatformRefused} when the token is refused, and with the error itself when it is our own.
 */
export function createPersist(parts: {
  readonly health: Health;
  readonly random: () => number;
  /** Asks Telegram over minutes whether it knows the token; null once aborted. */
  readonly confirm: (signal: AbortSignal) => Promise<"accepted" | "refused" | null>;
  /** Somebody else polls with this token, or did until now. */
  readonly onConflict: () => unknown;
  /** Takes away a webhook that is in the way; resolves to why it stays, or null. */
  readonly freeWebhook: (signal: AbortSignal) => Promise<string | null>;
}): Persist {
  const { health, random } = parts;
  const outage = createBackoff({ first: SECOND, most: MOST_PAUSE.outage, random });
  const conflict = createBackoff({ first: SECOND, most: MOST_PAUSE.conflict, random });
  const pauseAfter = (fault: Fault): number => {
    const clash = isConflict(fault);
    health.failed(wordsFor(fault), clash ? CONFLICT_LASTS : 0);
    return Math.max(clash ? conflict.next() : outage.next(), retryAfterOf(fault));
  };
  /** Heals what a webhook does to polling; where it may not, says why and comes back later. */
  const standAside = async (signal: AbortSignal): Promise<void> => {
    const why = await parts.freeWebhook(signal).catch(() => null);
    if (why === null) return;
    health.failed(why, WEBHOOK_STAYS);
    await sleep(WEBHOOK_STAYS, signal);
  };
  return async (call, signal) => {
    while (!signal.aborted) {
      try {
        const value = await call();
        outage.reset();
        if (!health.troubled()) conflict.reset();
        return value;
      } catch (error) {
        if (signal.aborted) return null;
        const fault = toFault(error);
        if (fault === null) throw error;
        const pause = pauseAfter(fault);
        if (isTokenRefusal(fault)) {
          if ((await parts.confirm(signal)) === "refused") throw toRefused(fault);
        } else if (isWebhookConflict(fault)) await standAside(signal);
        else if (isConflict(fault)) parts.onConflict();
        await sleep(pause, signal);
      }
    }
    return null;
  };
}

/** Telegram answers 401 to a token it does not know, and 404 to one that cannot be a token. */
export const isTokenRefusal = (fault: Fault): boolean =>
  fault.kind === "refused" && (fault.status === 401 || fault.status === 404);

const toRefused = (fault: Fault): PlatformRefused =>
  platformRefused(
    "telegram",
    fault.kind === "refused"
      ? say("rooms.telegram-refused", { status: String(fault.status), says: shorten(fault.why, QUOTED) })
      : say("rooms.telegram-refused", { status: "none", says: "" }),
    say("rooms.telegram-refused-fix"),
  );

const isWebhookConflict = (fault: Fault): boolean =>
  fault.kind === "refused" && isConflict(fault) && /webhook/i.test(fault.why);

const isConflict = (fault: Fault): boolean => fault.kind === "refused" && fault.status === 409;

function wordsFor(fault: Fault): string {
  if (isTokenRefusal(fault)) return "the bot token was refused; asking again before that is believed";
  // What is asked again and again leaves nothing behind that may have arrived.
  if (fault.kind === "unreachable") return english(say("rooms.telegram-away", { why: fault.why, arrived: "no" }));
  if (!isConflict(fault)) return `Telegram answers ${fault.status}: ${fault.why}`;
  return /webhook/i.test(fault.why) ? "a webhook is set for this token" : "another process polls with this token";
}

const retryAfterOf = (fault: Fault): number =>
  fault.kind === "refused" ? Math.min((fault.retryAfter ?? 0) * SECOND, MOST_PAUSE.obeyed) : 0;
