import type { GatewayId } from "../core/gateway.ts";
import type { UndoView } from "../core/repair-desk.ts";
import { valueAt, withValue, type JsonObject } from "../core/json.ts";
import type { ConfigChange, ConfigPatch, PlanStep, Repair } from "../core/repair.ts";
import type { PlanningPorts } from "./examine.ts";
import { patchesToward } from "./plan.ts";
import { patchesBack } from "./take-back.ts";
import { standingOf } from "./write.ts";

type PatchesFor = (step: PlanStep, document: JsonObject) => readonly ConfigPatch[] | null;

/** What an undo would do, and how it would do it. */
export interface Undo {
  readonly view: UndoView;
  readonly patchesFor: PatchesFor;
}

/** Looks at what an undo of the newest repair would do. `overwrite` takes later changes back as well. */
export async function prepareUndo(
  { repairs, openAdmin }: PlanningPorts,
  gateway: GatewayId,
  signal?: AbortSignal,
  overwrite = false,
): Promise<Undo> {
  const repair = await repairs.lastFixed(gateway);
  if (repair === null && !overwrite) return { view: { kind: "none" }, patchesFor: patchesBack };
  const admin = await openAdmin(gateway, signal);
  if ("refused" in admin) return { view: { kind: "unreachable", ...admin.refused }, patchesFor: patchesBack };
  try {
    const { version } = await admin.examine(signal);
    const patchesFor: PatchesFor = overwrite ? (step, document) => patchesOver(step, document, version) : patchesBack;
    if (repair === null) return { view: { kind: "none" }, patchesFor };
    const { document } = await admin.config(signal);
    return { view: { kind: "ready", repair, changedSince: changedSince(repair, document) }, patchesFor };
  } finally {
    admin.close();
  }
}

/** Only the last step can be compared: those before it were changed by it. */
function changedSince({ plan }: Repair, document: JsonObject): readonly ConfigChange[] {
  const last = plan.steps.at(-1);
  if (last === undefined || standingOf(last, document) !== "neither") return [];
  return last.changes.map(({ path, before }) => {
    const now = valueAt(document, path);
    return { path, ...(now !== undefined && { before: now }), ...(before !== undefined && { after: before }) };
  });
}

function patchesOver(step: PlanStep, document: JsonObject, version: string | null): readonly ConfigPatch[] {
  const wanted = step.changes.reduce<JsonObject>(
    (edited, { path, before }) => withValue(edited, path, before),
    document,
  );
  return patchesToward(document, wanted, step.changes, version);
}
