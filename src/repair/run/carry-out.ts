import type { Plan } from "../../core/plan.ts";
import { prove } from "../prove/prove.ts";
import { isAway, wordsOf, type Job } from "./job.ts";
import { toWait, waitForRestart } from "./restart.ts";
import { takeBack } from "./take-back.ts";
import { writeStep, type Failure, type StepTask } from "./write-step.ts";

/** How often a check is begun that the gateway's going away cuts short. */
const CHECKS = 3;

/**
 * Carries a confirmed repair to its end: fixed, or reverted. Every step is journaled before it is taken and
 * decided by what the configuration holds, so it can be called again after a crash at any instant.
 */
export async function carryOut(job: Job): Promise<void> {
  const { plan, state } = job;
  if (state === "reverting" || state === "undoing" || state === "overwriting")
    return takeBack(job, { from: job.step, state, since: job.since });
  for (const [index, step] of plan.steps.entries()) {
    if (index < job.step) continue;
    const failure = await takeStep({ index, step, since: index === job.step ? job.since : job.now() }, job);
    if (job.isStopped()) return;
    if (failure === null) continue;
    const from = failure.written ? index : index - 1;
    if (from < 0) return stopUnchanged(job, failure.why);
    await job.move(["applying", "proving"], "reverting", from, failure.why);
    await job.tell("reverting", `Not fixed: ${failure.why}. Undoing the change.`);
    return takeBack(job, { from, state: "reverting", since: 0 });
  }
  await job.move(["applying", "proving"], "fixed", plan.steps.length - 1, "the wanted model answered");
  // The repair stands without this; /release-sessions tells it later too.
  const left = await job.withAdmin((admin) => admin.pinned(job.signal)).catch(() => []);
  await job.tell("fixed", "Proved: the wanted model answered.", isAway(left) ? [] : left);
}

async function stopUnchanged(job: Job, why: string): Promise<void> {
  const text = `Nothing was changed: ${why}.`;
  await job.move(["applying", "proving"], "reverted", 0, text);
  await job.tell("reverted", text);
}

/** Null when the step was proved. */
async function takeStep(task: StepTask, job: Job): Promise<Failure | null> {
  const { index, step } = task;
  await job.move(["applying", "proving"], "applying", index, step.label);
  await job.tell("applying", `Applying: ${step.label}.`);
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
  const why = await check(index, job);
  return why === null ? null : { why, written: true };
}

/** Null when the wanted model answered. A gateway that restarts in the middle of it is asked again. */
async function check(index: number, job: Job): Promise<string | null> {
  for (let left = CHECKS; ; left -= 1) {
    try {
      const proof = await job.withAdmin(async (admin) => {
        await job.tell("proving", toProving(job.plan));
        return prove(admin, index, job);
      });
      if (isAway(proof)) return `the gateway did not come back: ${proof.away}`;
      return proof.proved ? null : proof.why;
    } catch (error) {
      if (left === 1 || job.isStopped()) return `the check could not be made: ${wordsOf(error)}`;
    }
  }
}

const toProving = ({ proves }: Plan): string =>
  proves.length === 1
    ? "Proving: one short turn in a session of its own."
    : `Proving: a short turn for each of ${proves.length} agents, in sessions of their own.`;
