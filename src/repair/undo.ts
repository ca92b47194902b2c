import type { GatewayId } from "../core/gateway.ts";
import type { UndoView } from "../core/repair-desk.ts";
import { valueAt, type JsonObject } from "../core/json.ts";
import type { ConfigChange } from "../core/plan.ts";
import type { Repair } from "../core/repair.ts";
import type { PlanningPorts } from "./examine.ts";
import { withoutStep } from "./restore.ts";
import { standingOf } from "./write.ts";

/** Looks at what an undo of the newest repair would do. */
export async function viewUndo(
  { repairs, openAdmin }: PlanningPorts,
  gateway: GatewayId,
  signal?: AbortSignal,
): Promise<UndoView> {
  const repair = await repairs.lastToUndo(gateway);
  if (repair === null) return { kind: "none" };
  const admin = await openAdmin(gateway, signal);
  if ("refused" in admin) return { kind: "unreachable", ...admin.refused };
  try {
    const { document } = await admin.config(signal);
    return { kind: "ready", repair, changedSince: changedSince(repair, document) };
  } finally {
    admin.close();
  }
}

/** Only the last step can be compared: those before it were changed by it. */
function changedSince({ plan, step: index }: Repair, document: JsonObject): readonly ConfigChange[] {
  const last = plan.steps[index];
  if (last === undefined || standingOf(last, document) !== "neither") return [];
  const undone = withoutStep(last, document);
  return last.changes.map(({ path }) => {
    const [now, then] = [valueAt(document, path), valueAt(undone, path)];
    return { path, ...(now !== undefined && { before: now }), ...(then !== undefined && { after: then }) };
  });
}
