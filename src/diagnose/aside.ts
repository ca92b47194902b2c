import type { Snapshot } from "../core/gateway.ts";
import type { FailureSummary } from "../core/ledger.ts";
import { completes, isSameRoute, type ModelRef } from "../core/model.ts";
import { HOUR, type Instant } from "../core/time.ts";

/** How often heartbeats come where nobody said: half of this, or this. */
const EVERY = HOUR;

/**
 * Whether something asks a failing model first beside what people ask the agent: heartbeats, subagents, or a job that is on.
 * `over`: they came again since and nothing failed. Those that found nothing to tell leave no answer to know that by.
 */
export function readAside(
  { agent, model, lastAt }: FailureSummary,
  { agents, cron = [] }: Pick<Snapshot, "agents" | "cron">,
  now: Instant,
): "none" | "asked" | "over" {
  const isIt = (one: ModelRef | null | undefined): boolean =>
    one !== null && one !== undefined && (isSameRoute(one, model) || completes(one, model));
  const isOwn = (id: string | null): boolean => agent === null || id === null || id === agent;
  const own = agents.filter(({ id }) => isOwn(id));
  // What people are answered by tells of that.
  if (own.some(({ primary }) => isIt(primary))) return "none";
  if (own.some(({ subagents }) => isIt(subagents))) return "asked";
  const jobs = cron.filter((job) => job.enabled && isOwn(job.agent) && isIt(job.model));
  const beats = own.filter(({ heartbeat, heartbeatEvery }) => heartbeatEvery !== 0 && isIt(heartbeat));
  if (jobs.length + beats.length === 0) return "none";
  const isAsked =
    jobs.some(({ lastRunAt }) => lastRunAt === null || lastRunAt <= lastAt) ||
    beats.some(({ heartbeatEvery = EVERY }) => now - lastAt <= 2 * heartbeatEvery);
  if (isAsked) return "asked";
  return own.some(({ fallbacks }) => fallbacks.some(isIt)) ? "none" : "over";
}
