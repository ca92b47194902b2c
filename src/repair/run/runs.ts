import type { Text } from "../../core/card.ts";
import type { Trail } from "../../core/command.ts";
import type { Begun, Progress } from "../../core/repairs.ts";
import type { PostedRef } from "../../core/posted.ts";
import type { Repair, RepairState } from "../../core/repair.ts";
import { createChannel } from "../../lib/channel.ts";
import { say } from "../../words/say.ts";
import { carryOut } from "./carry-out.ts";
import { createJob, wordsOf, type Found, type JobPorts } from "./job.ts";
import { createTelling } from "./telling.ts";

export interface RunPorts extends JobPorts {
  /** Ends what is under way when the process stops; what was begun goes on at the next start. */
  readonly signal: AbortSignal;
}

/** From which states to which one a repair is moved, in whose words. */
interface Move {
  readonly from: readonly RepairState[];
  readonly to: RepairState;
  readonly words: Text;
  /** Where it will stand, if that is known: a process that ends before it stood goes on there. */
  readonly card?: PostedRef | undefined;
}

type Refused = Extract<Begun, { kind: "refused" }>;
const UNDER_WAY: Refused = { kind: "refused", why: say("plan.under-way") };

const OUTDATED: Refused = { kind: "refused", why: say("plan.outdated") };

/** Begins a repair: one of a gateway at a time, whichever process has it. `gone`: why it is in none of the states `from`. */
export async function begin(ports: RunPorts, repair: Repair, move: Move, gone: Text): Promise<Begun> {
  const { repairs } = ports;
  const { id, gateway } = repair.plan;
  const letGo = await repairs.hold(gateway);
  if (letGo === null) return UNDER_WAY;
  const refused = await moveOn(ports, repair, move, gone).catch(async (error: unknown) => {
    await letGo();
    throw error;
  });
  if (refused !== null) {
    await letGo();
    return refused;
  }
  // Where the store is in trouble, a later process tells the end again, or where the repair was asked for.
  const trail: Trail = {
    stands: (card) => repairs.keepCard(id, card).catch(() => {}),
    ended: () => repairs.told(id).catch(() => {}),
  };
  const begun = { ...repair, state: move.to, updatedAt: ports.clock(), fresh: true };
  return { kind: "begun", progress: follow(ports, begun, letGo), trail };
}

/** Null when it was moved on. */
async function moveOn(
  { repairs }: RunPorts,
  { plan, step }: Repair,
  { from, to, words, card }: Move,
  gone: Text,
): Promise<Refused | null> {
  const others = await repairs.unfinished();
  if (others.some((other) => other.plan.gateway === plan.gateway && other.plan.id !== plan.id)) return UNDER_WAY;
  // Whoever held the gateway until now may have ended another one.
  if (await repairs.wasRepairedSince(plan.gateway, plan.createdAt, plan.id)) return OUTDATED;
  return (await repairs.move(plan.id, from, to, step, words, card)) ? null : { kind: "refused", why: gone };
}

/** Carries a repair out whether or not anybody watches; its end is in the journal. */
export function follow(ports: RunPorts, found: Found, letGo: () => Promise<void>): AsyncIterable<Progress> {
  const { plan } = found;
  const channel = createChannel<Progress>();
  const telling = createTelling(plan, ports.clock, (progress) => channel.push(progress));
  const work = async (): Promise<void> => {
    try {
      await carryOut(createJob(found, ports, telling, ports.signal));
    } catch (error) {
      await telling.tell("unclear", say("repair.stopped", { why: wordsOf(error) }));
    }
    await letGo();
    channel.close();
  };
  void work();
  return channel;
}
