import type { JsonObject } from "../core/json.ts";
import type { ConfigPatch, GatewayAdmin, Plan, PlanStep } from "../core/repair.ts";
import { MINUTE, SECOND } from "../core/time.ts";
import type { RepairPorts, Tell } from "./ports.ts";
import { noteOf, openAgain, standingOf, wordsOf, writePatches } from "./write.ts";

export interface TakingBack {
  readonly plan: Plan;
  /** The last step that may have been written. */
  readonly from: number;
  readonly state: "reverting" | "undoing";
  /** The patches that restore what a step found; null where the configuration is not ours to change. */
  patchesFor(step: PlanStep, document: JsonObject): readonly ConfigPatch[] | null;
}

/** A gateway that does not come back is looked for so long before a person is called. */
const PATIENCE = 30 * MINUTE;

/** The step's own way back, as long as the configuration holds what the step wrote. */
export function patchesBack(step: PlanStep, document: JsonObject): readonly ConfigPatch[] | null {
  const standing = standingOf(step, document);
  if (standing === "after" || !step.exact) return step.back;
  return standing === "between" ? step.back.slice(-1) : null;
}

/** Takes steps back, newest first, until the configuration holds again what it held. Ends in one of three states. */
export async function takeBack(task: TakingBack, ports: RepairPorts, tell: Tell, signal?: AbortSignal): Promise<void> {
  const { plan, from, state } = task;
  const deadline = ports.waiting.clock() + PATIENCE;
  let why = "the gateway did not answer";
  while (ports.waiting.clock() < deadline && !signal?.aborted) {
    const admin = await openAgain(() => ports.openAdmin(plan.gateway, signal), ports.waiting, signal);
    if ("why" in admin) {
      ({ why } = admin);
      await tell(state, `The gateway does not answer (${why}); the change is undone as soon as it does.`);
      continue;
    }
    const outcome = await takeStepsBack(admin, task, ports, tell, signal)
      .catch((error: unknown): Trouble => ({ why: wordsOf(error), final: false }))
      .finally(() => admin.close());
    if (outcome === null) return finish(plan, from, state, ports, tell);
    ({ why } = outcome);
    if (outcome.final) break;
    await ports.waiting.sleep(SECOND, signal);
  }
  if (signal?.aborted) return;
  const text = `The change could not be undone: ${why}. The gateway keeps older files as openclaw.json.bak on its host.`;
  await ports.repairs.move(plan.id, [state], "unclear", from, text);
  await tell("unclear", text);
}

async function finish(
  plan: Plan,
  from: number,
  state: TakingBack["state"],
  ports: RepairPorts,
  tell: Tell,
): Promise<void> {
  const end = state === "undoing" ? "undone" : "reverted";
  const exact = plan.steps.slice(0, from + 1).every((step) => step.exact);
  const text = exact
    ? "The configuration is again what it was."
    : "The configuration is again what it was, but for the API key that went with the override.";
  await ports.repairs.move(plan.id, [state], end, 0, text);
  await tell(end, text);
}

interface Trouble {
  readonly why: string;
  /** Trying again would not help. */
  readonly final: boolean;
}

async function takeStepsBack(
  admin: GatewayAdmin,
  { plan, from, state, patchesFor }: TakingBack,
  ports: RepairPorts,
  tell: Tell,
  signal?: AbortSignal,
): Promise<Trouble | null> {
  for (const step of plan.steps.slice(0, from + 1).toReversed()) {
    const { document } = await admin.config(signal);
    if (standingOf(step, document) === "before") continue;
    const patches = patchesFor(step, document);
    if (patches === null) return { why: "the configuration was changed by somebody else since", final: true };
    const say = (text: string) => tell(state, text);
    const written = await writePatches(admin, patches, null, `${noteOf(plan)}, taken back`, ports.waiting, say, signal);
    if (written.kind === "not-written") return { why: written.why, final: true };
    const now = await admin.config(signal);
    if (step.exact && standingOf(step, now.document) !== "before")
      return { why: "the gateway did not keep it", final: true };
  }
  return null;
}
