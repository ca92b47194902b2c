import type { Plan } from "../../core/plan.ts";
import type { Asker, PinnedView, Request } from "../../core/repairs.ts";
import { tellPrivately } from "../../words/private.ts";
import { say } from "../../words/say.ts";
import { findHalf } from "./half.ts";
import { NO_CHANGE, toAsked } from "./to-plan.ts";
import type { PinnedSession } from "../../core/gateway.ts";
import type { PlanningPorts } from "./ports.ts";

/** Looks which sessions stay on another model, and plans to release those that the gateway itself left there. */
export async function planRelease(ports: PlanningPorts, request: Request, signal?: AbortSignal): Promise<PinnedView> {
  const half = await findHalf(ports, request, ({ task }) => task.kind === "release", signal);
  const admin = await ports.openAdmin(request.gateway, signal);
  if ("refused" in admin) return { kind: "unreachable", ...tellPrivately(admin.refused) };
  try {
    const pinned = await admin.pinned(signal);
    if (half !== null) return { kind: "ready", pinned, plan: half.plan };
    const plan = toRelease(pinned, request.gateway, request, ports.newId);
    if (plan !== null) await ports.repairs.add(plan);
    return { kind: "ready", pinned, plan };
  } finally {
    admin.close();
  }
}

type Frame = Pick<Asker, "place" | "now"> & { readonly by: Plan["by"] };

/** Null where the gateway itself left none behind. */
export function toRelease(
  pinned: readonly PinnedSession[],
  gateway: string,
  { by, place, now }: Frame,
  newId: () => string,
): Plan | null {
  const sessions = pinned.filter((one) => one.by === "gateway");
  if (sessions.length === 0) return null;
  return {
    id: newId(),
    task: { kind: "release", sessions },
    gateway,
    remedy: "release-sessions",
    command: "release-sessions",
    title: say("plan.release", { count: sessions.length }),
    why: [say("plan.release-why")],
    ...NO_CHANGE,
    effects: [],
    proves: [],
    baseHash: "",
    ...toAsked({ by, place, now }),
  };
}
