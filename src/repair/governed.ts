import { code } from "../core/card.ts";
import type { Caller } from "../core/command.ts";
import type { GatewayId } from "../core/gateway.ts";
import type { Governance } from "../core/governance.ts";
import type { RepairStore } from "../core/repair.ts";
import type { Repairs } from "../core/repairs.ts";
import { say } from "../words/say.ts";

const WHY = say("plan.governed");
const FIX = say("plan.governed-fix", { admins: code("admins") });

/** Repairs for the admins of each gateway alone, whoever was given a button or names the gateway. */
export function toGoverned(repairs: Repairs, store: Pick<RepairStore, "find">, { governs }: Governance): Repairs {
  const refused = { kind: "unreachable", why: WHY, fix: FIX } as const;
  const gatewayOf = async (id: string): Promise<GatewayId | null> => (await store.find(id))?.plan.gateway ?? null;
  const mayTouch = async (by: Caller, id: string): Promise<boolean> => {
    const gateway = await gatewayOf(id);
    return gateway === null || governs(by, gateway);
  };
  return {
    ...repairs,
    prescribe: async (request, signal) =>
      governs(request.by, request.gateway) ? repairs.prescribe(request, signal) : refused,
    async planUndo(which, asker, signal) {
      const isTheirs = "gateway" in which ? governs(asker.by, which.gateway) : await mayTouch(asker.by, which.repair);
      return isTheirs ? repairs.planUndo(which, asker, signal) : refused;
    },
    planRelease: async (request, signal) =>
      governs(request.by, request.gateway) ? repairs.planRelease(request, signal) : refused,
    confirm: async (id, asker, signal) =>
      (await mayTouch(asker.by, id))
        ? repairs.confirm(id, asker, signal)
        : { kind: "refused", why: say("plan.not-started", { why: WHY }) },
    cancel: async (id, by) =>
      (await mayTouch(by, id)) ? repairs.cancel(id, by) : say("plan.not-cancelled", { why: WHY }),
  };
}
