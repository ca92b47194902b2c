import type { Turn } from "../core/evidence.ts";
import type { GatewayId } from "../core/gateway.ts";
import type { Answering } from "../core/ledger.ts";
import type { Repair } from "../core/repair.ts";
import type { GatewayReport, MendedModel } from "../core/report.ts";
import { DAY, type Instant } from "../core/time.ts";
import type { Mended } from "../core/diagnosis.ts";

const MENDS: ReadonlySet<Repair["plan"]["task"]["kind"]> = new Set(["change", "sign-in"]);

const isProved = ({ plan, state }: Repair, gateway: GatewayId): boolean =>
  plan.gateway === gateway && state === "fixed" && MENDS.has(plan.task.kind);

/** The newest repair of a gateway that was proved by what agents ask first, and still stands. */
export function findMended(repairs: readonly Repair[], gateway: GatewayId): Mended | null {
  const mended = repairs.flatMap((repair): readonly Mended[] => {
    const { plan, updatedAt } = repair;
    const agents = plan.proves.flatMap(({ agent, chosen = false }) => (chosen ? [] : [agent]));
    return isProved(repair, gateway) && agents.length > 0 ? [{ at: updatedAt, by: plan.by.name, agents }] : [];
  });
  return mended.toSorted((a, b) => b.at - a.at)[0] ?? null;
}

/** What repairs proved besides: models that agents only fall back to. How their agents do is not told by that. */
export const findMendedModels = (repairs: readonly Repair[], gateway: GatewayId): readonly MendedModel[] =>
  repairs.flatMap((repair) =>
    isProved(repair, gateway)
      ? repair.plan.proves.flatMap(({ chosen = false, wanted }) =>
          chosen ? [{ model: wanted, at: repair.updatedAt }] : [],
        )
      : [],
  );

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
