import type { Config } from "../config.ts";
import type { OpenAdmin } from "../core/gateway-admin.ts";
import type { GatewayId } from "../core/gateway.ts";
import { openAdmin, type AdminParts } from "../gateway/admin.ts";

/** Opens gateways with the token that may write: their own admin token where one is set. */
export function createAdminOpener(config: Config, parts: AdminParts): OpenAdmin {
  const byName = new Map(config.gateways.map((gateway) => [gateway.name, gateway]));
  return async (name, signal) => {
    const gateway = byName.get(name);
    if (!gateway) return { refused: { why: `there is no gateway ${name}`, fix: "name one that is configured" } };
    const places = { ...gateway.places, token: gateway.places.adminToken };
    return openAdmin({ ...gateway, token: gateway.adminToken ?? gateway.token, places }, parts, signal);
  };
}

/** Tells of every write, and within how many milliseconds the gateway restarts for it; null where it does not. */
export const telling =
  (open: OpenAdmin, written: (gateway: GatewayId, restartIn: number | null) => void): OpenAdmin =>
  async (gateway, signal) => {
    const admin = await open(gateway, signal);
    if ("refused" in admin) return admin;
    return {
      ...admin,
      async patch(...change) {
        const outcome = await admin.patch(...change);
        if (outcome.kind === "written") written(gateway, outcome.restartIn);
        return outcome;
      },
    };
  };
