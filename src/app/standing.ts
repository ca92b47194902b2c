import type { GatewayStanding } from "../health/source.ts";
import type { WatchedGateway } from "./watched.ts";

/** How it stands with a gateway, for health checks. */
export const toStanding = (watch: WatchedGateway): GatewayStanding => ({
  id: watch.link.id,
  link: watch.link.status(),
  readAt: watch.readAt(),
  trouble: watch.trouble(),
  skippedFrames: watch.link.skippedFrames(),
});
