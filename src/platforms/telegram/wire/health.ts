import type { Log } from "../../../core/log.ts";
import type { PlatformStatus } from "../../../core/platform.ts";
import { MINUTE, type Clock, type Instant } from "../../../core/time.ts";
import { POLL_SECONDS } from "./client.ts";

/** How the service stands, told from the last good poll: a poll that hangs is no sign of health either. */
export interface Health {
  /** A poll was good; `as` is the bot's name. Does not end a trouble that still lasts. */
  good(as: string): void;
  /** Something failed; for `lasting` milliseconds, none by default, no good poll proves the contrary. */
  failed(why: string, lasting?: number): void;
  /** Whether a trouble lasts although single polls may be good. */
  troubled(): boolean;
  status(): PlatformStatus;
}

type State =
  | { readonly kind: "starting" }
  | { readonly kind: "good"; readonly as: string; readonly at: Instant }
  | { readonly kind: "failing"; readonly why: string; readonly lastGood: Instant | null; readonly until: Instant };

/** A poll ends by itself after this; twice the time without one means that nothing comes through. */
const SILENCE = 2 * POLL_SECONDS * 1_000;

/** The same trouble is one line in the log and then one every so often, not one for each try. */
const REMINDER = 5 * MINUTE;

export function createHealth(parts: { readonly clock: Clock; readonly log: Log }): Health {
  const { clock, log } = parts;
  let state: State = { kind: "starting" };
  let said: { readonly why: string; readonly at: Instant } | null = null;

  const lastGood = (): Instant | null => {
    if (state.kind === "good") return state.at;
    return state.kind === "failing" ? state.lastGood : null;
  };
  const troubled = (): boolean => state.kind === "failing" && clock() < state.until;
  const warn = (why: string): void => {
    if (said?.why === why && clock() - said.at < REMINDER) return;
    const heard = lastGood();
    log.warn({ why, lastGood: heard === null ? null : formatInstant(heard) }, "telegram: waiting");
    said = { why, at: clock() };
  };

  return {
    troubled,
    good(as) {
      if (troubled()) return;
      if (state.kind !== "good") log.info({ as }, "telegram: connected");
      state = { kind: "good", as, at: clock() };
    },
    failed(why, lasting = 0) {
      warn(why);
      state = { kind: "failing", why, lastGood: lastGood(), until: clock() + lasting };
    },
    status() {
      if (state.kind === "starting") return { state: "starting" };
      if (state.kind === "failing") return { state: "waiting", why: `${state.why}; ${sinceWords(state.lastGood)}` };
      if (clock() - state.at <= SILENCE) return { state: "ready", as: state.as };
      return { state: "waiting", why: `Telegram does not answer; ${sinceWords(state.at)}` };
    },
  };
}

const sinceWords = (lastGood: Instant | null): string =>
  lastGood === null ? "never reached yet" : `last heard from at ${formatInstant(lastGood)}`;

/** `2026-03-07 09:12 UTC`, for the log and for \`doctor\`. */
const formatInstant = (at: Instant): string => `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
