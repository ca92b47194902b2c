import type { Caller, Trail } from "../core/command.ts";
import type { Begun, Progress, RepairDesk, ReportProgress } from "../core/repair-desk.ts";
import { UNDOABLE, UNFINISHED, type Repair, type RepairState } from "../core/repair.ts";
import type { Instant } from "../core/time.ts";
import { createChannel } from "../lib/channel.ts";
import { carryOut } from "./carry-out.ts";
import { prescribe, type PlanningPorts } from "./examine.ts";
import type { RepairPorts, Tell } from "./ports.ts";
import { releaseStrays, viewStrays } from "./strays.ts";
import { viewUndo } from "./undo.ts";
import { wordsOf } from "./write.ts";

export interface DeskPorts extends PlanningPorts, RepairPorts {
  /** Ends what is under way when the process stops; what was begun goes on at the next start. */
  readonly signal: AbortSignal;
}

export function createDesk(ports: DeskPorts): RepairDesk {
  const { repairs, signal, waiting } = ports;

  /** It goes on whether or not anybody watches, and its end is in the ledger. */
  const follow = ({ plan, ...repair }: Repair, letGo: () => Promise<void>): AsyncIterable<Progress> => {
    const channel = createChannel<Progress>();
    let lines: Progress["lines"] = [];
    const tell: Tell = (state, text, strays = []) => {
      lines = [...lines, { at: waiting.clock(), text }];
      channel.push({ plan, state, lines, strays });
      return Promise.resolve();
    };
    const work = async (): Promise<void> => {
      try {
        await carryOut({ plan, ...repair }, ports, tell, signal);
      } catch (error) {
        await tell("unclear", `It stopped: ${wordsOf(error)}.`);
      }
      await letGo();
      channel.close();
    };
    void work();
    return channel;
  };

  interface Move {
    readonly from: readonly RepairState[];
    readonly to: RepairState;
    readonly words: string;
  }

  /** One repair of a gateway at a time, whichever process has it. `gone`: why a repair is in none of those states. */
  const begin = async (repair: Repair, { from, to, words }: Move, gone: string): Promise<Begun> => {
    const { id, gateway } = repair.plan;
    const letGo = await repairs.hold(gateway);
    const others = (await repairs.unfinished()).filter(({ plan }) => plan.gateway === gateway && plan.id !== id);
    const isFree = letGo !== null && others.length === 0;
    if (isFree && (await repairs.move(id, from, to, repair.step, words))) {
      // Where the store is in trouble, a later process tells the end again, or where the repair was asked for.
      const trail: Trail = {
        stands: (card) => repairs.keepCard(id, card).catch(() => {}),
        ended: () => repairs.told(id).catch(() => {}),
      };
      return { kind: "begun", progress: follow({ ...repair, state: to }, letGo), trail };
    }
    await letGo?.();
    return { kind: "refused", why: isFree ? gone : "Another repair of this gateway is under way; wait for its end." };
  };

  /** Leaves it alone when somebody else has it in hand. */
  const endInterrupted = async (found: Repair, report: ReportProgress): Promise<void> => {
    const { id, gateway } = found.plan;
    const letGo = await repairs.hold(gateway);
    if (letGo === null) return;
    // Whoever had it until now may have ended it meanwhile.
    const repair = await repairs.find(id);
    if (repair === null || !UNFINISHED.includes(repair.state)) {
      await letGo();
      return;
    }
    await repairs.note(id, "resumed", `found in state ${repair.state} after a restart`);
    let isTold = false;
    for await (const progress of follow(repair, letGo)) {
      if (!signal.aborted) isTold = await report(progress, repair.card);
    }
    if (isTold) await repairs.told(id);
  };

  return {
    prescribe: (request, abort) => prescribe(ports, request, abort),

    async confirm(id, by, now) {
      const repair = await repairs.find(id);
      const refusal = await readRefusal(repair, by, now);
      if (repair === null || refusal !== null) return { kind: "refused", why: refusal ?? "There is no such plan." };
      const words = `confirmed by ${by.name}`;
      return begin(repair, { from: ["planned"], to: "applying", words }, "This plan was already decided.");
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
      return begin(repair, { from: UNDOABLE, to: state, words }, gone);
    },

    viewStrays: (gateway, abort) => viewStrays(ports, gateway, abort),
    releaseStrays: (gateway, by, abort) => releaseStrays(ports, gateway, by, abort),

    async latest(limit) {
      const rows = await repairs.latest(limit);
      return Promise.all(rows.map(async (repair) => ({ repair, events: await repairs.events(repair.plan.id) })));
    },

    async tellEnds(report, age) {
      for (const { plan, state, card } of await repairs.untold(waiting.clock() - age)) {
        const events = await repairs.events(plan.id);
        const lines = events.map(({ at, detail }) => ({ at, text: detail }));
        if (await report({ plan, state, lines, strays: [] }, card)) await repairs.told(plan.id);
      }
    },

    async resume(report) {
      await Promise.all((await repairs.unfinished()).map((repair) => endInterrupted(repair, report)));
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
