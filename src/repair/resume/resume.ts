import type { ReportProgress } from "../../core/repairs.ts";
import { UNFINISHED, type Repair } from "../../core/repair.ts";
import { say } from "../../words/say.ts";
import { follow, type RunPorts } from "../run/runs.ts";

/** Goes on with what an earlier process began and nobody has in hand; resolves when that has ended. */
export async function resume(ports: RunPorts, report: ReportProgress): Promise<void> {
  const found = await ports.repairs.unfinished();
  await Promise.all(found.map((repair) => endInterrupted(ports, repair, report)));
}

/** Leaves it alone when somebody else has it in hand. */
async function endInterrupted(ports: RunPorts, found: Repair, report: ReportProgress): Promise<void> {
  const { repairs, signal } = ports;
  const { id, gateway } = found.plan;
  const letGo = await repairs.hold(gateway);
  if (letGo === null) return;
  // Whoever had it until now may have ended it meanwhile.
  const repair = await repairs.find(id);
  if (repair === null || !UNFINISHED.includes(repair.state)) {
    await letGo();
    return;
  }
  await repairs.note(id, "resumed", say("repair.found", { state: repair.state }));
  let isTold = false;
  for await (const progress of follow(ports, { ...repair, fresh: false }, letGo)) {
    if (!signal.aborted) isTold = await report(progress, repair.card);
  }
  if (isTold) await repairs.told(id);
}

/** Tells ends that nobody was told although they are older than this many milliseconds. */
export async function tellEnds({ repairs, clock }: RunPorts, report: ReportProgress, age: number): Promise<void> {
  for (const { plan, state, card } of await repairs.untold(clock() - age)) {
    const events = await repairs.events(plan.id);
    const lines = events.map(({ at, detail }) => ({ at, text: detail }));
    if (await report({ plan, state, lines, pinned: [], release: null }, card)) await repairs.told(plan.id);
  }
}
