import type { GatewayAdmin } from "../../core/gateway-admin.ts";
import type { EndlessTurn } from "../../core/plan.ts";
import type { TranscriptEntry } from "../../core/record.ts";
import { SECOND, type Instant } from "../../core/time.ts";
import { say } from "../../words/say.ts";
import { watchOf } from "../plan/stop.ts";
import { end, isAway, wordsOf, type Job } from "./job.ts";

/** What was under way when it was stopped is written down by then. */
const SETTLES = 3 * SECOND;
const ROWS = 100;

/** Stops turns that are tried without end, and watches that nothing is tried again. May be begun anew at any instant. */
export async function stopTurns(job: Job, turns: readonly EndlessTurn[]): Promise<void> {
  const seconds = watchOf(turns) / SECOND;
  try {
    await job.tell("applying", say("stops.stopping", { count: turns.length }));
    const again = await job.withAdmin(async (admin) => {
      for (const { session } of turns) await admin.abort(session, job.signal);
      await job.move(["applying"], "proving", 0, say("stops.stopped"));
      await job.tell("proving", say("stops.watching", { seconds }));
      await job.sleep(SETTLES);
      const before = await readTries(admin, turns, job.signal);
      await job.sleep(seconds * SECOND);
      const after = await readTries(admin, turns, job.signal);
      return { left: turns.filter((_, index) => (after[index] ?? 0) > (before[index] ?? 0)) };
    });
    if (job.isStopped()) return;
    if (isAway(again)) return await end(job, "reverted", say("stops.failed", { why: again.away }));
    const { left } = again;
    if (left.length > 0) return await end(job, "reverted", say("stops.goes-on", { count: left.length }));
    await end(job, "fixed", say("stops.proved", { seconds }));
  } catch (error) {
    if (!job.isStopped()) await end(job, "reverted", say("stops.failed", { why: wordsOf(error) }));
  }
}

/** When each turn was tried last, as its session tells. */
const readTries = (
  admin: GatewayAdmin,
  turns: readonly EndlessTurn[],
  signal: AbortSignal,
): Promise<readonly Instant[]> =>
  Promise.all(
    turns.map(async ({ session, prompt }) => lastTry((await admin.transcript(session, ROWS, signal)).entries, prompt)),
  );

/** What somebody asks meanwhile is another turn. */
function lastTry(entries: readonly TranscriptEntry[], prompt: string): Instant {
  let isOwn = true;
  let last = 0;
  for (const entry of entries) {
    if (entry.kind === "asked") isOwn = entry.prompt === prompt;
    if (isOwn && (entry.kind === "asked" || entry.kind === "failed")) last = Math.max(last, entry.at);
  }
  return last;
}
