import { z } from "zod";
import type { Bell } from "../core/gateway.ts";
import { readSessionKey } from "../core/session-key.ts";
import type { GatewayEvent } from "./connection.ts";

const PAYLOAD = z
  .object({
    runId: z.string(),
    sessionKey: z.string(),
    stream: z.string(),
    state: z.string(),
    data: z.object({ phase: z.string() }).partial(),
  })
  .partial();

/** A job ended, in a session that its key names. */
const JOB = z.object({ action: z.literal("finished"), sessionKey: z.string() });

/** Phases after which the record holds something new; `start` and deltas change nothing that is counted. */
const STEPS = new Set(["error", "fallback", "fallback_cleared", "fallback_step"]);
const STATES = new Set(["final", "error", "aborted"]);
/** Runs whose sessions are remembered; one that began longer ago is found by the list. */
const MOST_RUNS = 1_000;

/** Which events ring, and whose they are: some name only their run, whose session was named before. */
export function createBells(): (event: GatewayEvent) => Bell | null {
  const sessions = new Map<string, string>();
  return ({ event, payload }) => {
    if (event === "cron") {
      const job = JOB.safeParse(payload);
      if (!job.success) return null;
      return { session: job.data.sessionKey, run: readSessionKey(job.data.sessionKey).run, isOver: true };
    }
    if (event !== "agent" && event !== "chat") return null;
    const parsed = PAYLOAD.safeParse(payload);
    if (!parsed.success) return null;
    const { runId, sessionKey, stream, state, data } = parsed.data;
    if (runId !== undefined && sessionKey !== undefined && !sessions.has(runId)) {
      sessions.set(runId, sessionKey);
      const [oldest] = sessions.size > MOST_RUNS ? sessions.keys() : [];
      if (oldest !== undefined) sessions.delete(oldest);
    }
    const phase = stream === "lifecycle" ? (data?.phase ?? "") : "";
    const isOver = event === "chat" ? STATES.has(state ?? "") : phase === "end";
    if (!isOver && !(event === "agent" && STEPS.has(phase))) return null;
    return { session: sessionKey ?? sessions.get(runId ?? "") ?? null, run: runId ?? null, isOver };
  };
}
