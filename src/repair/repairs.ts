import type { Text } from "../core/card.ts";
import { TooLarge } from "../core/gateway-admin.ts";
import type { Asker, Begun, Repairs } from "../core/repairs.ts";
import type { Repair } from "../core/repair.ts";
import { say } from "../words/say.ts";
import { decideConsent, isSamePerson, SECOND_CONFIRM } from "./plan/approval.ts";
import { readMoved } from "./plan/moved.ts";
import { renew } from "./plan/renew.ts";
import { prescribe } from "./plan/prescribe.ts";
import { planRelease } from "./plan/release.ts";
import { planUndo } from "./plan/undo.ts";
import { resume, tellEnds } from "./resume/resume.ts";
import { begin, type RunPorts } from "./run/runs.ts";
import type { PlanningPorts } from "./plan/ports.ts";

export type RepairsPorts = PlanningPorts &
  RunPorts & {
    /** How many admins must confirm. */
    readonly approvals: 1 | 2;
  };

export function createRepairs(ports: RepairsPorts): Repairs {
  const { repairs } = ports;
  return {
    prescribe: (request, abort) => prescribe(ports, request, abort).catch(toUnreachable),
    planUndo: (which, asker, abort) => planUndo(ports, which, asker, abort).catch(toUnreachable),
    planRelease: (request, abort) => planRelease(ports, request, abort),
    confirm: (id, asker, abort) =>
      confirm(ports, id, asker, abort).catch((error: unknown) => ({ kind: "refused", why: toUnreachable(error).why })),

    async cancel(id, by) {
      const repair = await repairs.find(id);
      if (repair === null || !isSamePerson(repair.plan.by, by)) return say("plan.only-asker-cancels");
      const moved = await repairs.move(id, ["planned"], "cancelled", 0, say("repair.cancelled-by", { name: by.name }));
      return moved ? say("plan.cancelled") : say("plan.too-late");
    },

    async latest(limit) {
      const found = await repairs.latest(limit);
      const told = found.repairs.map(async (repair) => ({ repair, events: await repairs.events(repair.plan.id) }));
      return { repairs: await Promise.all(told), unreadable: found.unreadable };
    },

    resume: (report) => resume(ports, report),
    tellEnds: (report, age) => tellEnds(ports, report, age),
  };
}

/** A configuration that nobody may hold in part is left alone, and that is an answer. */
function toUnreachable(error: unknown) {
  if (!(error instanceof TooLarge)) throw error;
  return { kind: "unreachable", why: say("plan.too-large"), fix: say("plan.too-large-fix") } as const;
}

async function confirm(ports: RepairsPorts, id: string, asker: Asker, signal?: AbortSignal): Promise<Begun> {
  const repair = await ports.repairs.find(id);
  const { by, now } = asker;
  const consent = decideConsent(repair, by, now, ports.approvals);
  if (repair === null || consent.kind === "refused") {
    const why = consent.kind === "refused" ? consent.why : "";
    return consent.kind === "refused" && consent.shows
      ? showNow(ports, repair, why, asker, signal)
      : { kind: "refused", why };
  }
  const moved = await readMoved(ports, repair.plan, signal);
  if (moved !== null) return showNow(ports, repair, moved, asker, signal);
  if (consent.kind === "first") {
    const isNoted = await ports.repairs.approve(id, by);
    return isNoted
      ? { kind: "half", plan: repair.plan, until: now + SECOND_CONFIRM }
      : { kind: "refused", why: say("plan.decided") };
  }
  const to = repair.plan.task.kind === "undo" ? "undoing" : "applying";
  const move = { from: ["planned"], to, words: consent.words, card: asker.pressed } as const;
  return begin(ports, repair, move, say("plan.decided"));
}

/** What a press would do by now, to be confirmed anew; nothing but why where there is nothing to show. */
async function showNow(
  ports: RepairsPorts,
  repair: Repair | null,
  why: Text,
  asker: Asker,
  signal?: AbortSignal,
): Promise<Begun> {
  const now = repair && (await renew(ports, repair.plan, asker, signal));
  return now ? { kind: "outdated", why, now } : { kind: "refused", why };
}
