import type { Caller } from "../core/command.ts";
import type { Progress, RepairDesk } from "../core/repair-desk.ts";
import type { Plan, Repair } from "../core/repair.ts";
import type { Instant } from "../core/time.ts";
import { createChannel } from "../lib/channel.ts";
import { carryOut } from "./carry-out.ts";
import { prescribe, type PlanningPorts } from "./examine.ts";
import type { RepairPorts, Tell } from "./ports.ts";
import { takeBack } from "./take-back.ts";
import { prepareUndo } from "./undo.ts";

export interface DeskPorts extends PlanningPorts, RepairPorts {
  /** Ends what is under way when the process stops; what was begun goes on at the next start. */
  readonly signal: AbortSignal;
}

export function createDesk(ports: DeskPorts): RepairDesk {
  const { repairs, signal, waiting } = ports;

  const follow = (plan: Plan, work: (tell: Tell) => Promise<void>): AsyncIterable<Progress> => {
    const channel = createChannel<Progress>();
    let lines: Progress["lines"] = [];
    const tell: Tell = (state, text) => {
      lines = [...lines, { at: waiting.clock(), text }];
      channel.push({ plan, state, lines });
      return Promise.resolve();
    };
    // It goes on whether or not anybody watches, and its end is in the ledger.
    work(tell)
      .catch((error: unknown) =>
        tell("unclear", `It stopped: ${error instanceof Error ? error.message : "unknown error"}.`),
      )
      .finally(() => channel.close());
    return channel;
  };

  const started = (repair: Repair): AsyncIterable<Progress> =>
    follow(repair.plan, (tell) => carryOut(repair, ports, tell, signal));

  return {
    prescribe: (request, abort) => prescribe(ports, request, abort),

    async confirm(id, by, now) {
      const repair = await repairs.find(id);
      const refusal = await readRefusal(repair, by, now);
      if (repair === null || refusal !== null) return { kind: "refused", why: refusal ?? "There is no such plan." };
      const others = (await repairs.unfinished()).filter(({ plan }) => plan.gateway === repair.plan.gateway);
      if (others.length > 0)
        return { kind: "refused", why: "Another repair of this gateway is under way; wait for its end." };
      const first = await repairs.move(id, ["planned"], "applying", 0, `confirmed by ${by.name}`);
      if (!first) return { kind: "refused", why: "This plan was already decided." };
      return { kind: "begun", progress: started({ ...repair, state: "applying" }) };
    },

    async cancel(id, by) {
      const repair = await repairs.find(id);
      if (repair === null || !isSameCaller(repair.plan.by, by))
        return "Only the admin who asked for this plan can cancel it.";
      const moved = await repairs.move(id, ["planned"], "cancelled", 0, `cancelled by ${by.name}`);
      return moved ? "Cancelled; nothing was changed." : "It is too late to cancel: the plan was already decided.";
    },

    viewUndo: async (gateway, abort) => (await prepareUndo(ports, gateway, abort)).view,

    async undo(id, overwrite, by) {
      const repair = await repairs.find(id);
      if (repair === null) return { kind: "refused", why: "There is no such repair." };
      const last = repair.plan.steps.length - 1;
      const moved = await repairs.move(
        id,
        ["fixed"],
        "undoing",
        last,
        `undo ${overwrite ? "over later changes " : ""}by ${by.name}`,
      );
      if (!moved) return { kind: "refused", why: "This repair is not there to be undone any more." };
      const { patchesFor } = await prepareUndo(ports, repair.plan.gateway, signal, overwrite);
      const task = { plan: repair.plan, from: last, state: "undoing" as const, patchesFor };
      return { kind: "begun", progress: follow(repair.plan, (tell) => takeBack(task, ports, tell, signal)) };
    },

    async latest(limit) {
      const rows = await repairs.latest(limit);
      return Promise.all(rows.map(async (repair) => ({ repair, events: await repairs.events(repair.plan.id) })));
    },

    async resume(report) {
      for (const repair of await repairs.unfinished()) {
        await repairs.note(repair.plan.id, "resumed", `found in state ${repair.state} after a restart`);
        let last: Progress | null = null;
        for await (const progress of started(repair)) last = progress;
        if (last && !signal.aborted) await report(last);
      }
    },
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
