import type { Text } from "../../core/card.ts";
import type { GatewayAdmin } from "../../core/gateway-admin.ts";
import type { Plan } from "../../core/plan.ts";
import { SECOND, type Instant } from "../../core/time.ts";
import { say } from "../../words/say.ts";
import type { Job } from "./job.ts";

/** Two restarts of a gateway lie at least half a minute apart. */
const LATEST_RESTART = 32 * SECOND;
/** After a change that restarts the gateway, this much longer than it announces. */
const RESTART_MARGIN = 1.5 * SECOND;

/** What is left of the time in which a gateway restarts because of something written at or after `since`; null when none is. */
export function restartLeft({ restarts }: Plan, since: Instant, now: Instant): number | null {
  const left = since + LATEST_RESTART - now;
  return restarts && left > 0 ? left : null;
}

/** A gateway that restarted a moment ago may take half a minute before it does so again. */
export const toWait = (restartIn: number): Text =>
  say("repair.waiting", { seconds: Math.max(1, Math.round(restartIn / SECOND)) });

/** Waits until the gateway goes down for the restart it announced, or should have. */
export async function waitForRestart(admin: GatewayAdmin, restartIn: number, job: Job): Promise<void> {
  const down = new AbortController();
  const stop = (): void => down.abort();
  admin.closed.then(stop, stop);
  await job.sleep(restartIn + RESTART_MARGIN, down.signal);
}
