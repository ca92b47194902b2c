import { z } from "zod";
import type { CronJob } from "../../core/gateway.ts";
import { readModel } from "../../core/model.ts";
import { SECOND } from "../../core/time.ts";
import { INSTANT, ITEMS, loose, MOST_NAMED, readEach, readReply } from "./reply.ts";

const STATE = z.object({
  lastRunAtMs: loose(INSTANT),
  lastStatus: loose(z.string()),
  lastRunStatus: loose(z.string()),
  lastDeliveryStatus: loose(z.string()),
  consecutiveErrors: loose(z.number()),
  lastDurationMs: loose(z.number()),
});
const JOB = z.object({
  id: z.string(),
  name: loose(z.string()),
  agentId: loose(z.string()),
  enabled: loose(z.boolean()),
  updatedAtMs: loose(INSTANT),
  payload: loose(z.object({ model: loose(z.string()) })),
  delivery: loose(z.object({ mode: loose(z.string()) })),
  state: loose(STATE),
});
const REPLY = z.object({ jobs: ITEMS.default([]) });

/** Reads a `cron.list` reply. A model by a short name is not known here: its answers tell. */
export function readCron(payload: unknown): readonly CronJob[] {
  const reply = readReply(REPLY, "cron.list", payload);
  return readEach(JOB, reply.jobs, MOST_NAMED).read.map(toJob);
}

function toJob({
  id,
  name,
  agentId,
  enabled,
  payload: task,
  delivery,
  state,
  updatedAtMs,
}: z.infer<typeof JOB>): CronJob {
  return {
    id,
    name: name ?? id,
    agent: agentId ?? null,
    model: task?.model === undefined ? null : readModel(task.model),
    enabled: enabled ?? true,
    lastRunAt: state?.lastRunAtMs ?? null,
    lastStatus: state?.lastRunStatus ?? state?.lastStatus ?? null,
    // The oldest releases call what was to be told nobody "not-delivered", too.
    lastDelivery: delivery?.mode === "none" ? null : (state?.lastDeliveryStatus ?? null),
    errorsInARow: state?.consecutiveErrors ?? 0,
    ...(isEdited(updatedAtMs, state) && { editedAt: updatedAtMs }),
  };
}

/** The end of a run is noted as a change, too: what comes later was somebody. */
const LATER = 5 * SECOND;

const isEdited = (updatedAt: number | undefined, state: z.infer<typeof STATE> | undefined): updatedAt is number =>
  updatedAt !== undefined &&
  state?.lastRunAtMs !== undefined &&
  updatedAt > state.lastRunAtMs + (state.lastDurationMs ?? 0) + LATER;
