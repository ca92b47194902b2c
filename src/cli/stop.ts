import { SECOND, type Clock } from "../core/time.ts";

/** What asks a process to stop: Ctrl-C, a service manager, and a terminal or a connection that is gone. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** npm and the terminal send the same request to the same process; whoever asks twice takes longer. */
const SAME = SECOND;

/** The part of a process this is about. */
export interface Stoppable {
  readonly pid: number;
  on(signal: NodeJS.Signals, listener: (signal: NodeJS.Signals) => void): unknown;
  removeAllListeners(signal: NodeJS.Signals): unknown;
  kill(pid: number, signal: NodeJS.Signals): unknown;
}

/**
 * Aborts at the first signal. A second one ends the process at once, because an operator who asks twice means it;
 * not a terminal that was closed, whatever it sends: nobody asked twice then.
 */
export function listenForStop(running: Stoppable, stop: AbortController, clock: Clock): void {
  let asked: number | null = null;
  const answer = (signal: NodeJS.Signals): void => {
    const now = clock();
    if (asked === null) {
      asked = now;
      stop.abort();
    } else if (signal !== "SIGHUP" && Math.abs(now - asked) >= SAME) {
      running.removeAllListeners(signal);
      running.kill(running.pid, signal);
    }
  };
  for (const signal of SIGNALS) running.on(signal, answer);
}
