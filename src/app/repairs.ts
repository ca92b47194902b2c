import { writeProgress } from "../../commands/fix-cards.ts";
import type { Config } from "../config.ts";
import type { Log } from "../core/log.ts";
import type { ChatPlatform } from "../core/platform.ts";
import type { Progress } from "../core/repair-desk.ts";
import type { OpenAdmin } from "../core/repair.ts";
import { openAdmin, type AdminParts } from "../gateway/admin.ts";

/** Opens gateways with the token that may write: their own admin token where one is set. */
export function createAdminOpener(config: Config, parts: AdminParts): OpenAdmin {
  const byName = new Map(config.gateways.map((gateway) => [gateway.name, gateway]));
  return async (name, signal) => {
    const gateway = byName.get(name);
    if (!gateway) return { refused: { why: `there is no gateway ${name}`, fix: "name one that is configured" } };
    return openAdmin({ ...gateway, token: gateway.adminToken ?? gateway.token }, parts, signal);
  };
}

/** A repair that a restart interrupted tells its end where it was asked for. */
export async function reportResumed(platforms: readonly ChatPlatform[], progress: Progress, log: Log): Promise<void> {
  const { by, place, id } = progress.plan;
  const platform = platforms.find((one) => one.id === by.platform);
  log.info({ repair: id, state: progress.state }, "resumed repair ended");
  await platform
    ?.post(place, writeProgress(progress), { key: `repair-${id}-${progress.state}` })
    .catch((error: unknown) => {
      log.warn({ repair: id, why: error instanceof Error ? error.message : "unknown error" }, "its end was not told");
    });
}
