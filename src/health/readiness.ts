import type { PlatformStatus } from "../core/platform.ts";
import { MINUTE, SECOND, type Instant } from "../core/time.ts";
import type { GatewayStanding } from "./source.ts";

export interface PlatformStanding {
  readonly id: string;
  readonly status: PlatformStatus;
}

/** Ready, or every reason why not, each a sentence for an operator. */
export type Readiness = { readonly ready: true } | { readonly ready: false; readonly reasons: readonly string[] };

/** A reading older than this says nothing about now; readings come every 15 s. */
const FRESH = 2 * MINUTE;

/**
 * Ready means: whoever asks in a chat is answered, and with something true. One gateway that can be read is
 * enough, because the others are reported as what they are.
 */
export function decideReadiness(
  platforms: readonly PlatformStanding[],
  gateways: readonly GatewayStanding[],
  now: Instant,
): Readiness {
  const silent = platforms.flatMap(({ id, status }) => {
    if (status.state === "ready") return [];
    return [`${id}: ${status.state === "starting" ? "is still starting" : status.why}`];
  });
  const isFresh = ({ readAt }: GatewayStanding): boolean => readAt !== null && now - readAt <= FRESH;
  const unread = gateways.some(isFresh) ? [] : gateways.map((gateway) => explain(gateway, now));
  const reasons = [...silent, ...unread];
  return reasons.length === 0 ? { ready: true } : { ready: false, reasons };
}

function explain({ id, link, readAt, trouble }: GatewayStanding, now: Instant): string {
  const age = readAt === null ? "not read since the start" : `last read ${Math.round((now - readAt) / SECOND)} s ago`;
  return `gateway ${id}: ${age}; ${wordsOf(link, trouble)}`;
}

function wordsOf(link: GatewayStanding["link"], trouble: string | null): string {
  if (link.state === "connecting") return "it is being connected to";
  return link.state === "ready" ? (trouble ?? "its record is being read") : link.why;
}
