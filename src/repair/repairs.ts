import type { Caller } from "../core/command.ts";
import type { Repairs } from "../core/repairs.ts";
import { UNDOABLE, type Repair } from "../core/repair.ts";
import type { Instant } from "../core/time.ts";
import { prescribe, type PlanningPorts } from "./plan/prescribe.ts";
import { viewUndo } from "./plan/undo.ts";
import { resume, tellEnds } from "./resume/resume.ts";
import { begin, type RunPorts } from "./run/runs.ts";
import { releasePinned, viewPinned } from "./run/sessions.ts";

export type RepairsPorts = PlanningPorts & RunPorts;

export function createRepairs(ports: RepairsPorts): Repairs {
  const { repairs } = ports;

  return {
    prescribe: (request, abort) => prescribe(ports, request, abort),

    async confirm(id, by, now) {
      const repair = await repairs.find(id);
      const refusal = await readRefusal(repair, by, now);
      if (repair === null || refusal !== null) return { kind: "refused", why: refusal ?? "There is no such plan." };
      const words = `confirmed by ${by.name}`;
      return begin(ports, repair, { from: ["planned"], to: "applying", words }, "This plan was already decided.");
    },

    async cancel(id, by) {
      const repair = await repairs.find(id);
      if (repair === null || !isSameCaller(repair.plan.by, by))
        return "Only the admin who asked for this plan can cancel it.";
      const moved = await repairs.move(id, ["planned"], "cancelled", 0, `cancelled by ${by.name}`);
      return moved ? "Cancelled; nothing was changed." : "It is too late to cancel: the plan was already decided.";
    },

    viewUndo: (which, abort) => viewUndo(ports, which, abort),

    async undo(id, overwrite, by) {
      const repair = await repairs.find(id);
      if (repair === null) return { kind: "refused", why: "There is no such repair." };
      const state = overwrite ? "overwriting" : "undoing";
      const words = `undo ${overwrite ? "over later changes " : ""}by ${by.name}`;
      const gone = "This repair is not there to be undone any more.";
      return begin(ports, repair, { from: UNDOABLE, to: state, words }, gone);
    },

    viewPinned: (gateway, abort) => viewPinned(ports, gateway, abort),
    releasePinned: (gateway, by, abort) => releasePinned(ports, gateway, by, abort),

    async latest(limit) {
      const rows = await repairs.latest(limit);
      return Promise.all(rows.map(async (repair) => ({ repair, events: await repairs.events(repair.plan.id) })));
    },

    resume: (report) => resume(ports, report),
    tellEnds: (report, age) => tellEnds(ports, report, age),
  };
}

async function readRefusal(repair: Repair | null, by: Caller, now: Instant): Promise<string | null> {
  if (repair === null) return "This plan is not known any more; ask for a new one with /fix-codex.";
  const { plan, state } = repair;
  if (state === "cancelled") return "This plan was cancelled; ask for a new one with /fix-codex.";
  if (state !== "planned") return "This plan was already confirmed; it is carried out once.";
  if (!isSameCaller(plan.by, by)) return `Only ${plan.by.name}, who asked for this plan, can confirm it.`;
  return now > plan.expiresAt ? "This plan has expired; ask for a new one with /fix-codex." : null;
}

const isSameCaller = (a: Pick<Caller, "platform" | "id">, b: Pick<Caller, "platform" | "id">): boolean =>
  a.platform === b.platform && a.id === b.id;
