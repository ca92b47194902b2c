import type { Backoff } from "../../../lib/backoff.ts";
import { sleep } from "../../../lib/backoff.ts";
import { toFault, type Fault } from "./fault.ts";

export type Outcome<T> =
  | { readonly ok: true; readonly value: T; readonly doubtful: boolean }
  | { readonly ok: false; readonly fault: Fault; readonly doubtful: boolean };

/**
 * Makes a Bot API call and tries again when the connection breaks: up to `tries` times while nothing can have
 * arrived, and up to `blindTries` times after that is no longer sure. `doubtful` says that a call may have had
 * its effect without our knowing. Faults are returned; anything that is no fault of the call is thrown.
 */
export async function attempt<T>(
  call: () => Promise<T>,
  limits: { readonly tries: number; readonly blindTries: number; readonly backoff: Backoff },
  signal: AbortSignal,
): Promise<Outcome<T>> {
  let [tries, blindTries, doubtful] = [limits.tries, limits.blindTries, false];
  for (;;) {
    try {
      return { ok: true, value: await call(), doubtful };
    } catch (error) {
      const fault = signal.aborted ? STOPPED : toFault(error);
      if (fault === null) throw error;
      if (fault.kind === "refused") return { ok: false, fault, doubtful };
      doubtful ||= fault.arrived === "perhaps";
      tries -= 1;
      if (doubtful) blindTries -= 1;
      if (signal.aborted || tries <= 0 || blindTries < 0) return { ok: false, fault, doubtful };
      await sleep(limits.backoff.next(), signal);
    }
  }
}

const STOPPED: Fault = { kind: "unreachable", why: "the companion is stopping", arrived: "perhaps" };
