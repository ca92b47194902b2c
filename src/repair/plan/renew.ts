import { formatModel } from "../../core/model.ts";
import type { Plan } from "../../core/plan.ts";
import type { Asker, Planned } from "../../core/repairs.ts";
import { prescribe } from "./prescribe.ts";
import { planRelease } from "./release.ts";
import { planUndo } from "./undo.ts";
import type { PlanningPorts } from "./ports.ts";

/** The same asked for anew; null where there is nothing of it to do now, or it is to be asked for by command. */
export async function renew(
  ports: PlanningPorts,
  { task, gateway, remedy, proves: [first] }: Plan,
  asker: Asker,
  signal?: AbortSignal,
): Promise<Planned | null> {
  if (task.kind === "undo") {
    const view = await planUndo(ports, { repair: task.repair }, asker, signal);
    return view.kind === "plan" ? view : null;
  }
  if (task.kind === "release") {
    const view = await planRelease(ports, { ...asker, gateway }, signal);
    return view.kind === "ready" && view.plan !== null ? { kind: "plan", plan: view.plan, approvedBy: null } : null;
  }
  // Whoever chose a model is shown that choice again, not what else might be mended.
  const isChosen = ports.remedies.some(({ id, chosen }) => id === remedy && chosen);
  const choice = isChosen && first && { agent: first.agent, model: formatModel(first.wanted) };
  const prescription = await prescribe(ports, { ...asker, gateway, ...(choice && { choice }) }, signal);
  return prescription.kind === "plan" ? prescription : null;
}
