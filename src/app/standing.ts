import type { Watch } from "../evidence/watch.ts";
import type { GatewayStanding } from "../health/source.ts";

/** How it stands with a gateway, for health checks. */
export const toStanding = (watch: Watch): GatewayStanding => ({
  id: watch.link.id,
  link: watch.link.status(),
  readAt: watch.readAt(),
  trouble: watch.trouble(),
  skippedFrames: watch.link.skippedFrames(),
});
