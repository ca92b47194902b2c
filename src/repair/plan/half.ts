import type { Plan } from "../../core/plan.ts";
import type { Planned, Request } from "../../core/repairs.ts";
import { isSamePerson, SECOND_CONFIRM } from "./approval.ts";
import { readMoved } from "./moved.ts";
import type { PlanningPorts } from "./ports.ts";

/** What another admin confirmed, and holds still, is shown to a second one before anything else is planned. */
export async function findHalf(
  ports: Pick<PlanningPorts, "repairs" | "openAdmin">,
  { gateway, by, now }: Pick<Request, "gateway" | "by" | "now">,
  isAskedFor: (plan: Plan) => boolean,
  signal?: AbortSignal,
): Promise<Planned | null> {
  for (const { plan, approved } of await ports.repairs.halfApproved(gateway, now - SECOND_CONFIRM)) {
    if (approved === null || isSamePerson(approved.by, by) || !isAskedFor(plan)) continue;
    if ((await readMoved(ports, plan, signal)) === null) return { kind: "plan", plan, approvedBy: approved.by };
  }
  return null;
}
