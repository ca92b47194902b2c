import type { Trail } from "../core/command.ts";
import type { Begun, Progress, ReportProgress } from "../core/repair-desk.ts";
import { UNFINISHED, type Repair, type RepairState } from "../core/repair.ts";
import { createChannel } from "../lib/channel.ts";
import { carryOut } from "./carry-out.ts";
import type { RepairPorts, Tell } from "./ports.ts";
import { wordsOf } from "./write.ts";

export interface RunPorts extends RepairPorts {
  /** Ends what is under way when the process stops; what was begun goes on at the next start. */
  readonly signal: AbortSignal;
}

/** From which states to which one a repair is moved, in whose words. */
interface Move {
  readonly from: readonly RepairState[];
  readonly to: RepairState;
  readonly words: string;
}

/** Repairs that are carried out: one of a gateway at a time, whichever process has it. */
export interface Runs {
  /** `gone`: why a repair is in none of the states it must be in. */
  begin(repair: Repair, move: Move, gone: string): Promise<Begun>;
  /** Goes on with what an earlier process began and nobody has in hand; resolves when that has ended. */
  resume(report: ReportProgress): Promise<void>;
  /** Tells ends that nobody was told although they are older than this many milliseconds. */
  tellEnds(report: ReportProgress, age: number): Promise<void>;
}

type Refused = Extract<Begun, { kind: "refused" }>;
const UNDER_WAY: Refused = {
  kind: "refused",
  why: "Another repair of this gateway is under way; wait for its end.",
};

export function createRuns(ports: RunPorts): Runs {
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

  const begin: Runs["begin"] = async (repair, { from, to, words }, gone) => {
    const { id, gateway } = repair.plan;
    const letGo = await repairs.hold(gateway);
    if (letGo === null) return UNDER_WAY;
    const why = await move(repair, { from, to, words }, gone).catch(async (error: unknown) => {
      await letGo();
      throw error;
    });
    if (why !== null) {
      await letGo();
      return why;
    }
    // Where the store is in trouble, a later process tells the end again, or where the repair was asked for.
    const trail: Trail = {
      stands: (card) => repairs.keepCard(id, card).catch(() => {}),
      ended: () => repairs.told(id).catch(() => {}),
    };
    return { kind: "begun", progress: follow({ ...repair, state: to, updatedAt: waiting.clock() }, letGo), trail };
  };

  /** Null when it was moved on. */
  const move = async ({ plan, step }: Repair, { from, to, words }: Move, gone: string): Promise<Refused | null> => {
    const others = await repairs.unfinished();
    if (others.some((other) => other.plan.gateway === plan.gateway && other.plan.id !== plan.id)) return UNDER_WAY;
    return (await repairs.move(plan.id, from, to, step, words)) ? null : { kind: "refused", why: gone };
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
    begin,

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
