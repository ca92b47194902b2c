import type { Log } from "../../core/log.ts";
import type { PlatformStatus } from "../../core/platform.ts";
import { MINUTE, type Clock, type Instant } from "../../core/time.ts";
import { POLL_SECONDS } from "./client.ts";
import { formatInstant } from "./instants.ts";

/** How the service stands, told from the last good poll: a poll that hangs is no sign of health either. */
export interface Health {
  good(as: string): void;
  failed(why: string): void;
  status(): PlatformStatus;
}

type State =
  | { readonly kind: "starting" }
  | { readonly kind: "good"; readonly as: string; readonly at: Instant }
  | { readonly kind: "failing"; readonly why: string; readonly lastGood: Instant | null; readonly said: Instant };

/** A poll ends by itself after this; twice the time without one means that nothing comes through. */
const SILENCE = 2 * POLL_SECONDS * 1_000;

/** An outage is one line in the log and then one every so often, not one for each try. */
const REMINDER = 5 * MINUTE;

export function createHealth(parts: { readonly clock: Clock; readonly log: Log }): Health {
  const { clock, log } = parts;
  let state: State = { kind: "starting" };
  return {
    good(as) {
      if (state.kind === "starting") log.info({ as }, "telegram: serving");
      if (state.kind === "failing") log.info({ as }, "telegram: back again");
      state = { kind: "good", as, at: clock() };
    },
    failed(why) {
      const now = clock();
      const lastGood = state.kind === "good" ? state.at : state.kind === "failing" ? state.lastGood : null;
      const silent = state.kind === "failing" && state.why === why && now - state.said < REMINDER;
      if (!silent) log.warn({ why, lastGood: lastGood === null ? null : formatInstant(lastGood) }, "telegram: waiting");
      state = { kind: "failing", why, lastGood, said: silent && state.kind === "failing" ? state.said : now };
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
