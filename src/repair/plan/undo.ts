import { formatModel } from "../../core/model.ts";
import { valueAt, type JsonObject } from "../../core/json.ts";
import type { Line } from "../../core/card.ts";
import type { ConfigChange, ConfigView, Plan } from "../../core/plan.ts";
import type { Asker, UndoTarget, UndoView } from "../../core/repairs.ts";
import { UNDOABLE, type Repair } from "../../core/repair.ts";
import { tellPrivately } from "../../words/private.ts";
import { say } from "../../words/say.ts";
import { findHalf } from "./half.ts";
import { sayLost } from "./lost.ts";
import { sayUnseen } from "./placeholders.ts";
import { withoutStep } from "./restore.ts";
import { lowestBefore, standingOf } from "./standing.ts";
import { NO_RESTART, RESTART, toAsked } from "./to-plan.ts";
import type { PlanningPorts } from "./ports.ts";

/** Plans to take back a repair, by what the gateway holds now. */
export async function planUndo(
  ports: PlanningPorts,
  which: UndoTarget,
  asker: Asker,
  signal?: AbortSignal,
): Promise<UndoView> {
  const repair = await findRepair(ports, which);
  if (repair === null) return { kind: "none" };
  const { id, gateway } = repair.plan;
  const isOfIt = ({ task }: Plan): boolean => task.kind === "undo" && task.repair === id;
  const half = await findHalf(ports, { ...asker, gateway }, isOfIt, signal);
  if (half !== null) return half;
  const admin = await ports.openAdmin(gateway, signal);
  if ("refused" in admin) return { kind: "unreachable", ...tellPrivately(admin.refused) };
  try {
    const plan = toUndo(repair, await admin.config(signal), asker, ports.newId());
    await ports.repairs.add(plan);
    return { kind: "plan", plan, approvedBy: null };
  } finally {
    admin.close();
  }
}

async function findRepair({ repairs }: PlanningPorts, which: UndoTarget): Promise<Repair | null> {
  if ("gateway" in which) return repairs.lastToUndo(which.gateway);
  const repair = await repairs.find(which.repair);
  return repair !== null && repair.plan.task.kind === "change" && UNDOABLE.includes(repair.state) ? repair : null;
}

/** The undo of a repair as a plan of its own. Pure. */
function toUndo({ plan, step: last }: Repair, view: ConfigView, { by, place, now }: Asker, id: string): Plan {
  const steps = plan.steps.slice(0, last + 1);
  const over = isChanged(steps, view.document);
  return {
    ...plan,
    id,
    task: { kind: "undo", repair: plan.id, over },
    command: "undo-fix",
    title: over ? say("plan.undo-over") : say("plan.undo", { title: plan.title }),
    why: [over ? say("plan.undo-over-why", { title: plan.title }) : say("plan.undo-why")],
    steps,
    shows: toShown(steps, view.document),
    effects: [
      plan.restarts ? RESTART : NO_RESTART,
      ...toEffects(plan),
      ...sayLost(steps),
      ...sayUnseen(plan.files, steps),
    ],
    baseHash: view.hash,
    ...toAsked({ by, place, now }),
  };
}

/** Who answers again where that is known; else that what was mended is broken again. A model that was chosen mended nothing. */
function toEffects({ answered, proves }: Plan): readonly Line[] {
  const mended = proves.filter(({ chosen }) => !chosen);
  const others = answered.filter(({ agent, wanted }) =>
    mended.some((one) => one.agent === agent && formatModel(one.wanted) !== formatModel(wanted)),
  );
  if (others.length === 0 && mended.length > 0) return [[say("plan.broken-again")]];
  return others.map(({ agent, wanted }) => [say("plan.answered-again", { agent, model: formatModel(wanted) })]);
}

/** Those before the last one were changed by it; where one was never taken, nothing after it was. */
function isChanged(steps: Plan["steps"], document: JsonObject): boolean {
  const last = steps.at(-1);
  return last !== undefined && lowestBefore(steps, document) === null && standingOf(last, document) === "neither";
}

/** What an undo makes of the values as they are. */
function toShown(steps: Plan["steps"], document: JsonObject): readonly ConfigChange[] {
  const from = lowestBefore(steps, document) ?? steps.length;
  const undone = steps
    .slice(0, from)
    .toReversed()
    .reduce((edited, step) => withoutStep(step, edited), document);
  const paths = new Map(steps.flatMap(({ changes }) => changes.map(({ path }) => [path.join("."), path] as const)));
  return [...paths.values()].map((path) => {
    const [before, after] = [valueAt(document, path), valueAt(undone, path)];
    return { path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
  });
}
