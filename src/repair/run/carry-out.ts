import type { GatewayAdmin } from "../../core/gateway-admin.ts";
import type { Instant } from "../../core/time.ts";
import { sayInTurn } from "../../words/sequence.ts";
import { say } from "../../words/say.ts";
import { movedAround, sayMoved } from "../plan/around.ts";
import { toRelease } from "../plan/release.ts";
import { removeSessions } from "../prove/prove.ts";
import { check } from "./check.ts";
import { end, isAway, type Job, type Left } from "./job.ts";
import { release } from "./release.ts";
import { signIn } from "./sign-in.ts";
import { toWait, waitForRestart } from "./restart.ts";
import { stopTurns } from "./stop.ts";
import { takeBack } from "./take-back.ts";
import { writeStep, type Failure, type StepTask } from "./write-step.ts";

/**
 * Carries a confirmed repair to its end: fixed, or reverted. Every step is journaled before it is taken and
 * decided by what the configuration holds, so it can be called again after a crash at any instant.
 */
export async function carryOut(job: Job): Promise<void> {
  const { plan, state } = job;
  const { task } = plan;
  if (task.kind === "release") return release(job, task.sessions);
  if (task.kind === "stop") return stopTurns(job, task.turns);
  if (task.kind === "sign-in") return signIn(job, task);
  if (task.kind === "undo") {
    await job.tell("undoing", say("repair.putting-back"));
    return takeBack(job, { from: plan.steps.length - 1, state: "undoing", over: task.over, since: sinceOf(job) });
  }
  if (state === "reverting" || state === "undoing" || state === "overwriting")
    return takeBack(job, { from: job.step, state, over: state === "overwriting", since: job.since });
  for (const [index, step] of plan.steps.entries()) {
    if (index < job.step) continue;
    const failure = await takeStep({ index, step, since: index === job.step ? job.since : job.now() }, job);
    if (job.isStopped()) return;
    if (failure === null) continue;
    const from = failure.written ? index : index - 1;
    if (from < 0) return end(job, "reverted", say("repair.nothing-changed", { why: failure.why }));
    await job.move(["applying", "proving"], "reverting", from, failure.why);
    await job.tell("reverting", say("repair.not-fixed", { why: failure.why }));
    return takeBack(job, { from, state: "reverting", over: false, since: 0 });
  }
  // Before the journal says that it is over, and once more below: the link may be lost in between.
  await job.withAdmin((admin) => removeSessions(admin, job)).catch(() => NOTHING);
  await job.move(["applying", "proving"], "fixed", plan.steps.length - 1, say("repair.answered"));
  // The repair stands without this; /release-sessions tells it later too.
  const found = await job.withAdmin((admin) => look(admin, job)).catch(() => NOTHING);
  const { moved, ...left } = isAway(found) ? NOTHING : found;
  await job.tell("fixed", sayInTurn(say("repair.proved"), ...sayMoved(moved)), left);
}

/** What was begun just now has written nothing that could still restart the gateway. */
const sinceOf = ({ fresh, since }: Job): Instant => (fresh ? 0 : since);

const NOTHING: Left & { readonly moved: readonly string[] } = { pinned: [], release: null, moved: [] };

/** What else there is to say of a gateway that is repaired. */
async function look(admin: GatewayAdmin, job: Job): Promise<typeof NOTHING> {
  await removeSessions(admin, job);
  const moved = movedAround(job.plan, await admin.config(job.signal));
  const pinned = await admin.pinned(job.signal);
  const next = toRelease(pinned, job.plan.gateway, { ...job.plan, now: job.now() }, job.newId);
  if (next !== null) await job.add(next);
  return { pinned, release: next, moved };
}

/** Null when the step was proved. */
async function takeStep(task: StepTask, job: Job): Promise<Failure | null> {
  const { index, step } = task;
  await job.move(["applying", "proving"], "applying", index, step.label);
  await job.tell("applying", say("repair.applying", { step: step.label }));
  const written = await job.withAdmin(async (admin) => {
    const outcome = await writeStep(admin, task, job);
    if ("why" in outcome) return outcome;
    await job.move(["applying"], "proving", index, step.label);
    if (outcome.restartIn !== null) {
      await job.tell("proving", toWait(outcome.restartIn));
      await waitForRestart(admin, outcome.restartIn, job);
    }
    return outcome;
  });
  if (isAway(written)) return { why: written.away, written: true };
  if ("why" in written) return written;
  if (step.part) return null;
  const why = await check(index, job);
  return why === null ? null : { why, written: true };
}
