import type { Caller } from "../core/command.ts";
import type { GatewayId } from "../core/gateway.ts";
import type { GatewayAdmin, Stray } from "../core/gateway-admin.ts";
import type { StrayView } from "../core/repair-desk.ts";
import type { RepairPorts } from "./ports.ts";

/** Sessions that stay on another model than their agent. */
export const viewStrays = (ports: RepairPorts, gateway: GatewayId, signal?: AbortSignal): Promise<StrayView> =>
  withAdmin(ports, gateway, signal, async (admin) => ({ strays: await admin.strays(signal), released: [] }));

/** Sets those free that the gateway itself set to another model, and reads again which stay. */
export const releaseStrays = (
  ports: RepairPorts,
  gateway: GatewayId,
  by: Caller,
  signal?: AbortSignal,
): Promise<StrayView> =>
  withAdmin(ports, gateway, signal, async (admin) => {
    const own = (await admin.strays(signal)).filter((stray) => stray.by === "gateway");
    const repair = await ports.repairs.lastToUndo(gateway);
    if (repair !== null && own.length > 0)
      await ports.repairs.note(repair.plan.id, "sessions", `${own.length} released by ${by.name}`);
    for (const { session } of own) await admin.unpin(session, signal);
    const strays = await admin.strays(signal);
    return { strays, released: own.filter(({ session }) => !strays.some((stray) => stray.session === session)) };
  });

async function withAdmin(
  ports: RepairPorts,
  gateway: GatewayId,
  signal: AbortSignal | undefined,
  work: (admin: GatewayAdmin) => Promise<{ readonly strays: readonly Stray[]; readonly released: readonly Stray[] }>,
): Promise<StrayView> {
  const admin = await ports.openAdmin(gateway, signal);
  if ("refused" in admin) return { kind: "unreachable", ...admin.refused };
  try {
    return { kind: "ready", ...(await work(admin)) };
  } finally {
    admin.close();
  }
}
