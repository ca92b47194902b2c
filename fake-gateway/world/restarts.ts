import type { Clock, Instant } from "../../src/core/time.ts";

interface RestartPlan {
  readonly ok: true;
  readonly pid: number;
  readonly signal: "SIGUSR1";
  readonly delayMs: number;
  readonly reason: "config.patch";
  readonly mode: "emit";
  readonly coalesced: boolean;
  readonly cooldownMsApplied: number;
}

/** How a restart that the gateway owes itself is carried out. `soon` forgets the delay it announced. */
export type RestartHabit = "as-announced" | "soon" | "never";

export interface Restarts {
  /** Announces a restart and sees to it. A restart that is still to come takes the new wish in. */
  plan(delayMs: number | null): RestartPlan;
  /** A restart happened. */
  done(): void;
  cancel(): void;
}

const DELAY = 2_000;
/** Between two restarts. */
const COOLDOWN = 30_000;

export function createRestarts(habit: RestartHabit, clock: Clock, restart: () => void): Restarts {
  let last: Instant | null = null;
  let pending: NodeJS.Timeout | null = null;
  const cancel = (): void => {
    if (pending !== null) clearTimeout(pending);
    pending = null;
  };
  return {
    cancel,
    done() {
      last = clock();
    },
    plan(wanted) {
      const cooldownMsApplied = last === null ? 0 : Math.max(0, last + COOLDOWN - clock());
      const delayMs = (wanted ?? DELAY) + cooldownMsApplied;
      const coalesced = pending !== null;
      if (!coalesced && habit !== "never") {
        pending = setTimeout(
          () => {
            pending = null;
            restart();
          },
          habit === "soon" ? 0 : delayMs,
        );
        pending.unref();
      }
      return {
        ok: true,
        pid: 4711,
        signal: "SIGUSR1",
        delayMs,
        reason: "config.patch",
        mode: "emit",
        coalesced,
        cooldownMsApplied,
      };
    },
  };
}
