import type { UndoTarget, UndoView } from "../../core/repairs.ts";
import { valueAt, type JsonObject } from "../../core/json.ts";
import type { ConfigChange } from "../../core/plan.ts";
import { UNDOABLE, type Repair } from "../../core/repair.ts";
import type { PlanningPorts } from "./prescribe.ts";
import { withoutStep } from "./restore.ts";
import { standingOf } from "./standing.ts";

/** Looks at what an undo would do. */
export async function viewUndo(ports: PlanningPorts, which: UndoTarget, signal?: AbortSignal): Promise<UndoView> {
  const repair = await findRepair(ports, which);
  if (repair === null) return { kind: "none" };
  const admin = await ports.openAdmin(repair.plan.gateway, signal);
  if ("refused" in admin) return { kind: "unreachable", ...admin.refused };
  try {
    const { document } = await admin.config(signal);
    return { kind: "ready", repair, changedSince: changedSince(repair, document) };
  } finally {
    admin.close();
  }
}

async function findRepair({ repairs }: PlanningPorts, which: UndoTarget): Promise<Repair | null> {
  if ("gateway" in which) return repairs.lastToUndo(which.gateway);
  const repair = await repairs.find(which.repair);
  return repair !== null && UNDOABLE.includes(repair.state) ? repair : null;
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
