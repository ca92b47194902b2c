import type { GatewayAdmin } from "../core/gateway-admin.ts";
import type { Plan, PlanStep } from "../core/plan.ts";
import { MINUTE, SECOND, type Instant } from "../core/time.ts";
import type { RepairPorts, Tell } from "./ports.ts";
import { noteOf, openAgain, standingOf, wordsOf, writePatches, type Standing } from "./write.ts";

/** Why a step is not in place or not proved, and whether it may have changed the configuration. */
export interface Failure {
  readonly why: string;
  readonly written: boolean;
}

/** Milliseconds until the gateway restarts because of what was written; null when it does not. */
interface Applied {
  readonly restartIn: number | null;
}

/** One step of a plan that is to be taken. */
export interface StepTask {
  readonly plan: Plan;
  readonly index: number;
  readonly step: PlanStep;
  /** When the journal said last that it is being written. */
  readonly since: Instant;
}

/** Writes a step, unless it is in place already: decided by what the configuration holds, so it can be called again. */
export async function apply(
  admin: GatewayAdmin,
  { plan, index, step, since }: StepTask,
  ports: RepairPorts,
  tell: Tell,
  signal?: AbortSignal,
): Promise<Applied | Failure> {
  const { waiting } = ports;
  // Written by an earlier process, or before the link was lost: its restart may still be to come.
  const inPlace = (): Applied => ({ restartIn: restartLeft(plan, since, waiting.clock()) });
  try {
    const { hash, document } = await admin.config(signal);
    const standing = standingOf(step, document);
    if (standing === "after") return inPlace();
    const refusal = readRefusal(standing, plan, index, waiting.clock());
    if (refusal) return refusal;
    // A crash between two patches leaves neither: what is missing is written again.
    const patches = standing === "before" ? step.forward : step.forward.slice(1);
    const expected = index === 0 && standing === "before" ? plan.baseHash : hash;
    const say = (text: string) => tell("applying", text);
    const written = await writePatches(admin, patches, expected, noteOf(plan), waiting, say, signal);
    return written.kind === "written" ? written : await settle(admin, step, written.why, inPlace, signal);
  } catch (error) {
    // The link may drop because the gateway restarts at once; what was written shows when it is back.
    return settleAgain(plan, step, ports, `the change was not written: ${wordsOf(error)}`, inPlace, signal);
  }
}

/** Two restarts of a gateway lie at least half a minute apart. */
const LATEST_RESTART = 32 * SECOND;

/** What is left of the time in which a gateway restarts because of something written at or after `since`; null when none is. */
export function restartLeft({ restarts }: Plan, since: Instant, now: Instant): number | null {
  const left = since + LATEST_RESTART - now;
  return restarts && left > 0 ? left : null;
}

/** An operator who was away for longer than this has not agreed to a change now. */
const STALE = 10 * MINUTE;

function readRefusal(standing: Standing, plan: Plan, index: number, now: Instant): Failure | null {
  if (standing === "neither")
    return { why: "the configuration was changed by somebody else meanwhile", written: index > 0 };
  return index === 0 && standing === "before" && now > plan.expiresAt + STALE
    ? { why: "it was interrupted before anything was written, and its plan has expired since", written: false }
    : null;
}

/** What is there in the end decides, whatever was answered: our own change may be what came in between. */
async function settle(
  admin: GatewayAdmin,
  step: PlanStep,
  why: string,
  inPlace: () => Applied,
  signal?: AbortSignal,
): Promise<Applied | Failure> {
  const standing = standingOf(step, (await admin.config(signal)).document);
  return standing === "after" ? inPlace() : { why, written: standing !== "before" };
}

async function settleAgain(
  plan: Plan,
  step: PlanStep,
  ports: RepairPorts,
  why: string,
  inPlace: () => Applied,
  signal?: AbortSignal,
) {
  // A gateway that is only slow may still be at it.
  await ports.waiting.sleep(SETTLED, signal);
  const admin = await openAgain(() => ports.openAdmin(plan.gateway, signal), ports.waiting, signal);
  if ("why" in admin) return { why: `the gateway did not come back: ${admin.why}`, written: true };
  return settle(admin, step, why, inPlace, signal).finally(() => admin.close());
}

const SETTLED = 3 * SECOND;
