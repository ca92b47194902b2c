import type { Text } from "../../core/card.ts";
import type { GatewayAdmin } from "../../core/gateway-admin.ts";
import type { PlanStep } from "../../core/plan.ts";
import { MINUTE, SECOND, type Instant } from "../../core/time.ts";
import { say } from "../../words/say.ts";
import { standingOf, type Standing } from "../plan/standing.ts";
import { isAway, wordsOf, type Job } from "./job.ts";
import { noteOf, writePatches } from "./patches.ts";
import { putBack } from "./put-back.ts";
import { restartLeft } from "./restart.ts";

/** Why a step is not in place or not proved, and whether it may have changed the configuration. */
export interface Failure {
  readonly why: Text;
  readonly written: boolean;
}

/** Milliseconds until the gateway restarts because of what was written; null when it does not. */
interface Applied {
  readonly restartIn: number | null;
}

/** One step of a plan that is to be taken. */
export interface StepTask {
  readonly index: number;
  readonly step: PlanStep;
  /** When the journal said last that it is being written. */
  readonly since: Instant;
}

/** Writes a step, unless it is in place already: decided by what the configuration holds, so it can be called again. */
export async function writeStep(admin: GatewayAdmin, task: StepTask, job: Job): Promise<Applied | Failure> {
  const { plan } = job;
  const { index, step } = task;
  try {
    const before = await admin.config(job.signal);
    const { hash, document } = before;
    const standing = standingOf(step, document);
    // Nothing of it is written yet: what else stands there is somebody else's.
    const isOthers = job.fresh && index === 0 && hash !== plan.baseHash;
    if (standing === "after" && !isOthers) return inPlace(task, job);
    const refusal = readRefusal(isOthers ? "neither" : standing, index, job);
    if (refusal) return refusal;
    // A crash between two patches leaves neither: what is missing is written again.
    const patches = standing === "before" ? step.forward : step.forward.slice(1);
    const expected = index === 0 && standing === "before" ? plan.baseHash : hash;
    const written = await writePatches(admin, { patches, expected, note: noteOf(plan), state: "applying" }, job);
    if (written.kind !== "written") return await settle(admin, task, written.why, job);
    return { restartIn: (await putBack(admin, { ...written, before, state: "applying" }, job)) ?? written.restartIn };
  } catch (error) {
    // The link may drop because the gateway restarts at once; what was written shows when it is back.
    return settleAgain(task, say("repair.not-written", { why: wordsOf(error) }), job);
  }
}

/** Written by an earlier process, or before the link was lost: its restart may still be to come. */
const inPlace = ({ since }: StepTask, { plan, now }: Job): Applied => ({ restartIn: restartLeft(plan, since, now()) });

/** An operator who was away for longer than this has not agreed to a change now. */
const STALE = 10 * MINUTE;

function readRefusal(standing: Standing, index: number, { until, now }: Job): Failure | null {
  if (standing === "neither") return { why: say("repair.changed-meanwhile"), written: index > 0 };
  return index === 0 && standing === "before" && now() > until + STALE
    ? { why: say("repair.expired"), written: false }
    : null;
}

/** What is there in the end decides, whatever was answered: our own change may be what came in between. */
async function settle(admin: GatewayAdmin, task: StepTask, why: Text, job: Job): Promise<Applied | Failure> {
  const standing = standingOf(task.step, (await admin.config(job.signal)).document);
  return standing === "after" ? inPlace(task, job) : { why, written: standing !== "before" };
}

async function settleAgain(task: StepTask, why: Text, job: Job): Promise<Applied | Failure> {
  // A gateway that is only slow may still be at it.
  await job.sleep(SETTLED);
  const settled = await job.withAdmin((admin) => settle(admin, task, why, job));
  return isAway(settled) ? { why: say("repair.not-back", { why: settled.away }), written: true } : settled;
}

const SETTLED = 3 * SECOND;
