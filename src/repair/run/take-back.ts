import type { Text } from "../../core/card.ts";
import type { Answerer } from "../../core/plan.ts";
import type { GatewayAdmin } from "../../core/gateway-admin.ts";
import { MINUTE, SECOND, type Instant } from "../../core/time.ts";
import { formatModel } from "../../core/model.ts";
import { sayInTurn } from "../../words/sequence.ts";
import { say } from "../../words/say.ts";
import { movedAround, sayMoved } from "../plan/around.ts";
import { patchesBack } from "../plan/restore.ts";
import { lostBy } from "../plan/lost.ts";
import { lowestBefore, standingOf } from "../plan/standing.ts";
import { askCanary } from "../prove/canary.ts";
import { removeSessions, toProofSession } from "../prove/prove.ts";
import { isAway, wordsOf, type Job } from "./job.ts";
import { noteOf, writePatches } from "./patches.ts";
import { putBack } from "./put-back.ts";
import { restartLeft, toWait, waitForRestart } from "./restart.ts";

export interface TakingBack {
  /** The last step that may have been written. */
  readonly from: number;
  /** As the journal has it. */
  readonly state: "reverting" | "undoing" | "overwriting";
  /** Also where others changed the same values since. */
  readonly over: boolean;
  /** When an earlier process may have written it back; its restart may still be to come. */
  readonly since: Instant;
}

/** A gateway that does not come back is looked for so long before a person is called. */
const PATIENCE = 30 * MINUTE;

/**
 * Takes steps back, newest first, until the running gateway holds again what it held; decided by what it holds, so
 * it can be called again after a crash at any instant. Ends in one of three states.
 */
export async function takeBack(job: Job, task: TakingBack): Promise<void> {
  const { from, state } = task;
  const deadline = job.now() + PATIENCE;
  let why: Text = say("repair.no-answer");
  let { since } = task;
  while (job.now() < deadline && !job.isStopped()) {
    const pending = since;
    const outcome = await job.withAdmin((admin) => takeStepsBack(admin, task, pending, job));
    if (isAway(outcome)) {
      why = outcome.away;
      await job.tell(state, say("repair.undone-later", { why }));
      continue;
    }
    since = 0;
    if (outcome.kind === "back") return finish(task, outcome.rest, job);
    if (outcome.kind === "restarting") continue;
    ({ why } = outcome);
    if (outcome.final) break;
    await job.sleep(SECOND);
  }
  if (job.isStopped()) return;
  const text = say("repair.not-undone", { why });
  await job.move([state], "unclear", from, text);
  await job.tell("unclear", text);
}

async function finish({ from, state }: TakingBack, rest: readonly Text[], job: Job): Promise<void> {
  const { steps, task } = job.plan;
  const end = state === "reverting" ? "reverted" : "undone";
  const back = say("repair.undone", { lost: lostBy(steps.slice(0, from + 1)) ?? "nothing" });
  const text = sayInTurn(back, ...rest);
  if (task.kind === "undo") await job.noteUndone(task.repair);
  await job.move([state], end, 0, text);
  await job.tell(end, text);
}

type Outcome =
  /** The running gateway holds what it held; `rest` is what else there is to say. */
  | { readonly kind: "back"; readonly rest: readonly Text[] }
  | { readonly kind: "restarting" }
  /** `final`: trying again would not help. */
  | { readonly kind: "stuck"; readonly why: Text; readonly final: boolean };

/** One round; a gateway that restarts for what was written is waited for. */
async function takeStepsBack(admin: GatewayAdmin, task: TakingBack, since: Instant, job: Job): Promise<Outcome> {
  try {
    const written = await writeStepsBack(admin, task, job);
    if (written.kind === "stuck") return written;
    // What was written counts once the gateway runs with it: it is read again when it is back.
    const restart = written.restartIn ?? restartLeft(job.plan, since, job.now());
    if (restart !== null) {
      await job.tell(task.state, toWait(restart));
      await waitForRestart(admin, restart, job);
      return { kind: "restarting" };
    }
    const asked = task.state === "reverting" ? job.plan.answered : [];
    const told = await Promise.all(asked.map((one) => askBefore(admin, one, job)));
    await removeSessions(admin, job);
    const moved = movedAround(job.plan, await admin.config(job.signal));
    return { kind: "back", rest: [...told, ...sayMoved(moved)] };
  } catch (error) {
    return { kind: "stuck", why: wordsOf(error), final: false };
  }
}

type WrittenBack =
  | { readonly kind: "written"; readonly restartIn: number | null }
  | Extract<Outcome, { kind: "stuck" }>;

const stuck = (why: Text, final: boolean): WrittenBack => ({ kind: "stuck", why, final });

async function writeStepsBack(admin: GatewayAdmin, { from, state, over }: TakingBack, job: Job): Promise<WrittenBack> {
  const { plan, signal } = job;
  const steps = plan.steps.slice(0, from + 1);
  let restartIn: number | null = null;
  for (;;) {
    const before = await admin.config(signal);
    const { document, hash } = before;
    // Where one was never taken, or is taken back, nothing after it stands.
    const index = (lowestBefore(steps, document) ?? steps.length) - 1;
    const step = steps[index];
    if (step === undefined) return { kind: "written", restartIn };
    const patches = patchesBack(step, document, await admin.release(signal));
    // What cannot go back as a whole is as far back as it gets: read again after a restart, or by a later process.
    const isDone = !step.exact && patches.every(({ merge }) => Object.keys(merge).length === 0);
    if (isDone) {
      steps.splice(index);
      continue;
    }
    if (standingOf(step, document) === "neither" && !over) return stuck(say("repair.changed-since"), true);
    const note = `${noteOf(plan)}, taken back`;
    const written = await writePatches(admin, { patches, expected: hash, note, state }, job);
    // Somebody else may have written at the same time: it is looked at again.
    if (written.kind === "not-written") return stuck(written.why, !written.changed);
    restartIn = (await putBack(admin, { ...written, before, state }, job)) ?? written.restartIn ?? restartIn;
    const now = await admin.config(signal);
    if (standingOf(step, now.document) === "before") continue;
    if (step.exact) return stuck(say("repair.not-kept"), true);
    steps.splice(index);
  }
}

/** A repair that failed must leave nothing worse than it was: who answered before must answer again. */
async function askBefore(admin: GatewayAdmin, one: Answerer, job: Job): Promise<Text> {
  const { agent } = one;
  const model = formatModel(one.wanted);
  const end = await askCanary(admin, toProofSession(agent, job.plan, "before"), one, job);
  return end.kind === "answered"
    ? say("repair.answers-again", { model, agent })
    : say("repair.answers-no-more", { agent, model, why: end.why });
}
