import type { Caller } from "../../core/command.ts";
import type { GatewayId } from "../../core/gateway.ts";
import type { GatewayAdmin, PinnedSession } from "../../core/gateway-admin.ts";
import type { PinnedView } from "../../core/repairs.ts";
import type { JobPorts } from "./job.ts";

/** Sessions that stay on another model than their agent. */
export const viewPinned = (ports: JobPorts, gateway: GatewayId, signal?: AbortSignal): Promise<PinnedView> =>
  withAdmin(ports, gateway, signal, async (admin) => ({ pinned: await admin.pinned(signal), released: [] }));

/** Sets those free that the gateway itself set to another model, and reads again which stay. */
export const releasePinned = (
  ports: JobPorts,
  gateway: GatewayId,
  by: Caller,
  signal?: AbortSignal,
): Promise<PinnedView> =>
  withAdmin(ports, gateway, signal, async (admin) => {
    const own = (await admin.pinned(signal)).filter((one) => one.by === "gateway");
    const repair = await ports.repairs.lastToUndo(gateway);
    if (repair !== null && own.length > 0)
      await ports.repairs.note(repair.plan.id, "sessions", `${own.length} released by ${by.name}`);
    for (const { session } of own) await admin.unpin(session, signal);
    const pinned = await admin.pinned(signal);
    return { pinned, released: own.filter(({ session }) => !pinned.some((one) => one.session === session)) };
  });

async function withAdmin(
  ports: JobPorts,
  gateway: GatewayId,
  signal: AbortSignal | undefined,
  work: (
    admin: GatewayAdmin,
  ) => Promise<{ readonly pinned: readonly PinnedSession[]; readonly released: readonly PinnedSession[] }>,
): Promise<PinnedView> {
  const admin = await ports.openAdmin(gateway, signal);
  if ("refused" in admin) return { kind: "unreachable", ...admin.refused };
  try {
    return { kind: "ready", ...(await work(admin)) };
  } finally {
    admin.close();
  }
}
