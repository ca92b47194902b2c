import type { Text } from "../../core/card.ts";
import type { Plan } from "../../core/plan.ts";
import { say } from "../../words/say.ts";
import type { PlanningPorts } from "./ports.ts";

/** Where what was shown holds no more: in a sentence. What writes the configuration looks again when it writes. */
export async function readMoved(
  { repairs, openAdmin }: Pick<PlanningPorts, "repairs" | "openAdmin">,
  plan: Plan,
  signal?: AbortSignal,
): Promise<Text | null> {
  if (await repairs.wasRepairedSince(plan.gateway, plan.createdAt, plan.id)) return say("plan.repaired-since");
  if (plan.task.kind !== "undo") return null;
  const admin = await openAdmin(plan.gateway, signal);
  if ("refused" in admin) return null;
  try {
    const { hash } = await admin.config(signal);
    return hash === plan.baseHash ? null : say("plan.changed-since");
  } finally {
    admin.close();
  }
}
