import { RequestMethod, Routes } from "discord.js";
import { z } from "zod";
import { MINUTE, SECOND, type Clock, type Instant } from "../../../core/time.ts";
import { createBackoff, sleep } from "../../../lib/backoff.ts";
import { DiscordFailure } from "./failure.ts";
import type { Rest } from "./rest.ts";

/** Discord grants 1000 session starts a day, and takes the token away from whoever uses them up. */
export interface SessionStarts {
  /** Waits until a session may be started. Resolves early when `signal` aborts. */
  next(signal: AbortSignal): Promise<void>;
}

/** A session that lasted this long is no sign of a loop. */
const LASTING = MINUTE;
/** Even a whole day of sessions that do not last stays well below what Discord grants. */
const PAUSE = { first: 5 * SECOND, most: 3 * MINUTE } as const;

const Limit = z.object({
  session_start_limit: z.object({ remaining: z.number(), reset_after: z.number() }),
});

export function createSessionStarts(parts: {
  readonly rest: Rest;
  readonly clock: Clock;
  readonly random: () => number;
  readonly onWait: (why: string) => void;
}): SessionStarts {
  const { rest, clock, random, onWait } = parts;
  const pause = createBackoff({ ...PAUSE, random });
  let startedAt: Instant | null = null;

  async function readLimit(signal: AbortSignal): Promise<{ remaining: number; reset_after: number } | undefined> {
    const call = { method: RequestMethod.Get, route: Routes.gatewayBot(), signed: true, within: 3 * SECOND } as const;
    try {
      return Limit.safeParse(await rest.call(call, signal)).data?.session_start_limit;
    } catch (error) {
      // The login that follows says what is wrong.
      if (error instanceof DiscordFailure) return undefined;
      throw error;
    }
  }

  return {
    async next(signal) {
      if (startedAt !== null && clock() - startedAt >= LASTING) pause.reset();
      else if (startedAt !== null) {
        onWait("sessions do not last; starting the next one later");
        await sleep(pause.next(), signal);
      }
      for (;;) {
        const limit = await readLimit(signal);
        if (signal.aborted || limit === undefined || limit.remaining > 0) break;
        onWait("no session starts are left for today; Discord grants new ones later");
        await sleep(Math.max(limit.reset_after, SECOND), signal);
      }
      startedAt = clock();
    },
  };
}
