import type { Plan } from "../core/plan.ts";
import type { Repair } from "../core/repair.ts";
import { apply, type Failure, type StepTask } from "./apply.ts";
import type { RepairPorts, Tell } from "./ports.ts";
import { prove } from "./prove.ts";
import { viewStrays } from "./strays.ts";
import { takeBack } from "./take-back.ts";
import { openAgain, toWait, waitForRestart, wordsOf } from "./write.ts";

/** How often a check is begun that the gateway's going away cuts short. */
const CHECKS = 3;

/**
 * Carries a confirmed repair to its end: fixed, or reverted. Every step is journaled before it is taken and
 * decided by what the configuration holds, so it can be called again after a crash at any instant.
 */
export async function carryOut(repair: Repair, ports: RepairPorts, tell: Tell, signal?: AbortSignal): Promise<void> {
  const { plan, state } = repair;
  if (state === "reverting" || state === "undoing" || state === "overwriting") {
    return takeBack({ plan, from: repair.step, state, since: repair.updatedAt }, ports, tell, signal);
  }
  for (const [index, step] of plan.steps.entries()) {
    if (index < repair.step) continue;
    const since = index === repair.step ? repair.updatedAt : ports.waiting.clock();
    const failure = await takeStep({ plan, index, step, since }, ports, tell, signal);
    if (signal?.aborted) return;
    if (failure === null) continue;
    const from = failure.written ? index : index - 1;
    if (from < 0) return stopUnchanged(plan, failure.why, ports, tell);
    await ports.repairs.move(plan.id, ["applying", "proving"], "reverting", from, failure.why);
    await tell("reverting", `Not fixed: ${failure.why}. Undoing the change.`);
    return takeBack({ plan, from, state: "reverting" }, ports, tell, signal);
  }
  const last = plan.steps.length - 1;
  await ports.repairs.move(plan.id, ["applying", "proving"], "fixed", last, "the wanted model answered");
  // The repair stands without this; /release-sessions tells it later too.
  const left = await viewStrays(ports, plan.gateway, signal).catch(() => null);
  await tell("fixed", "Proved: the wanted model answered.", left?.kind === "ready" ? left.strays : []);
}

async function stopUnchanged(plan: Plan, why: string, ports: RepairPorts, tell: Tell): Promise<void> {
  const text = `Nothing was changed: ${why}.`;
  await ports.repairs.move(plan.id, ["applying", "proving"], "reverted", 0, text);
  await tell("reverted", text);
}

/** Null when the step was proved. */
async function takeStep(task: StepTask, ports: RepairPorts, tell: Tell, signal?: AbortSignal): Promise<Failure | null> {
  const { plan, index, step } = task;
  await ports.repairs.move(plan.id, ["applying", "proving"], "applying", index, step.label);
  await tell("applying", `Applying: ${step.label}.`);
  const opened = await openAgain(() => ports.openAdmin(plan.gateway, signal), ports.waiting, signal);
  if ("why" in opened) return { why: opened.why, written: true };
  try {
    const written = await apply(opened, task, ports, tell, signal);
    if ("why" in written) return written;
    await ports.repairs.move(plan.id, ["applying"], "proving", index, step.label);
    if (written.restartIn !== null) {
      await tell("proving", toWait(written.restartIn));
      await waitForRestart(opened, written.restartIn, ports.waiting, signal);
    }
  } finally {
    opened.close();
  }
  const why = await check(plan, index, ports, tell, signal);
  return why === null ? null : { why, written: true };
}

/** Null when the wanted model answered. A gateway that restarts in the middle of it is asked again. */
async function check(
  plan: Plan,
  index: number,
  ports: RepairPorts,
  tell: Tell,
  signal?: AbortSignal,
): Promise<string | null> {
  for (let left = CHECKS; ; left -= 1) {
    const admin = await openAgain(() => ports.openAdmin(plan.gateway, signal), ports.waiting, signal);
    if ("why" in admin) return `the gateway did not come back: ${admin.why}`;
    try {
      await tell("proving", toProving(plan));
      const say = (text: string) => tell("proving", text);
      const proof = await prove(admin, plan, index, ports.waiting, say, signal);
      return proof.proved ? null : proof.why;
    } catch (error) {
      if (left === 1 || signal?.aborted) return `the check could not be made: ${wordsOf(error)}`;
    } finally {
      admin.close();
    }
  }
}

const toProving = ({ proves }: Plan): string =>
  proves.length === 1
    ? "Proving: one short turn in a session of its own."
    : `Proving: a short turn for each of ${proves.length} agents, in sessions of their own.`;
