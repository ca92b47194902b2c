import type { Membership } from "../../core/companions.ts";
import type { Log } from "../../core/log.ts";
import type { Clock } from "../../core/time.ts";
import type { Duty, Share } from "../duties.ts";
import { keepSeats, type Task } from "./keeper.ts";

/** Does those duties whose seats this companion has, of all that share a database. */
export interface DutyKeeper {
  readonly share: Share;
  /** The seats it has now; null before it was looked whose they are. */
  readonly held: () => ReadonlySet<string> | null;
}

export function createDutyKeeper(parts: {
  readonly membership: Membership;
  readonly clock: Clock;
  readonly log: Log;
}): DutyKeeper {
  const held = new Set<string>();
  let isLooked = false;
  return {
    held: () => (isLooked ? held : null),
    async share(duties, signal) {
      const over = new AbortController();
      const stop = AbortSignal.any([signal, over.signal]);
      const errors: unknown[] = [];
      const fail = (error: unknown): void => {
        errors.push(error);
        over.abort();
      };
      // Whoever types at this process's own terminal ends it.
      const own = duties.flatMap((duty) =>
        duty.seat === null ? [duty.run(stop, () => over.abort()).catch(fail)] : [],
      );
      const tasks = duties.flatMap((duty) => (duty.seat === null ? [] : [toTask(duty.seat, duty, held, fail)]));
      const looked = (): void => void (isLooked = true);
      await Promise.all([keepSeats({ ...parts, tasks, called: "duties", untried: true, looked }, stop), ...own]);
      isLooked = false;
      if (errors.length > 0) throw errors[0];
    },
  };
}

/** `failed`: called with what a duty ends with, where nobody stopped it. */
function toTask(seat: string, duty: Duty, held: Set<string>, failed: (error: unknown) => void): Task {
  let doing: { readonly stop: AbortController; readonly done: Promise<void> } | null = null;
  return {
    seat,
    begin() {
      const stop = new AbortController();
      held.add(seat);
      doing = { stop, done: duty.run(stop.signal, () => {}).catch(failed) };
    },
    async end() {
      const ending = doing;
      doing = null;
      held.delete(seat);
      ending?.stop.abort();
      await ending?.done;
    },
    // Two at once would each answer.
    prepare: () => "ready",
    unprepare: () => Promise.resolve(),
    isAway: () => doing !== null && duty.isAway(),
    see() {},
  };
}
