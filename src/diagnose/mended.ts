import type { Turn } from "../core/evidence.ts";
import type { GatewayId } from "../core/gateway.ts";
import type { Answering } from "../core/ledger.ts";
import type { Repair } from "../core/repair.ts";
import type { GatewayReport, Mended } from "../core/report.ts";
import { DAY, type Instant } from "../core/time.ts";

const MENDS: ReadonlySet<Repair["plan"]["task"]["kind"]> = new Set(["change", "sign-in"]);

/** The newest repair of a gateway that was proved and still stands. */
export function findMended(repairs: readonly Repair[], gateway: GatewayId): Mended | null {
  const proved = repairs.filter(
    ({ plan, state }) => plan.gateway === gateway && state === "fixed" && MENDS.has(plan.task.kind),
  );
  const [newest] = proved.toSorted((a, b) => b.updatedAt - a.updatedAt);
  if (newest === undefined) return null;
  const { plan, updatedAt } = newest;
  return { at: updatedAt, by: plan.by.name, agents: plan.proves.map(({ agent }) => agent) };
}

/** Whether something of an agent lies before a repair of it was proved: it tells nothing of how things stand now. */
export const isBefore = (mended: Mended | null, agent: string | null, at: number): boolean =>
  mended !== null && at <= mended.at && (agent === null || mended.agents.includes(agent));

/** What happened since the repair, of those it was for. */
export const sinceMended = (
  mended: Mended | null,
  answering: readonly Answering[],
  lastTurns: readonly Turn[],
): { readonly answering: readonly Answering[]; readonly lastTurns: readonly Turn[] } => ({
  answering: answering.filter(({ agent, lastAt }) => !isBefore(mended, agent, lastAt)),
  lastTurns: lastTurns.filter(({ agent, at }) => !isBefore(mended, agent, at)),
});

/** What a report says of a repair: for a day that it was, and that an answer is awaited until somebody it was for had one. */
export function newsOf(
  repaired: Mended | null,
  since: readonly Turn[],
  now: Instant,
): Pick<GatewayReport, "mended" | "repaired"> {
  if (repaired === null || now - repaired.at >= DAY) return {};
  const isAwaited = !since.some(({ agent }) => repaired.agents.includes(agent));
  return { repaired, ...(isAwaited && { mended: repaired }) };
}
