import type { Text } from "../core/card.ts";
import type { PlatformStatus } from "../core/platform.ts";
import type { RoomProblem, RoomStanding } from "../core/rooms.ts";
import { MINUTE, SECOND, type Instant } from "../core/time.ts";
import { english } from "../words/speak.ts";
import { sayUnlinked } from "../words/unlinked.ts";
import type { GatewayStanding } from "./source.ts";

export interface PlatformStanding {
  readonly id: string;
  readonly status: PlatformStatus;
}

/** Ready, or every reason why not, each a sentence for an operator. */
export type Readiness = { readonly ready: true } | { readonly ready: false; readonly reasons: readonly string[] };

/** A reading older than this says nothing about now; readings come at least every 45 s. */
const FRESH = 2 * MINUTE;

/**
 * Ready means: whoever asks in a chat that this companion serves is answered, and with something true, and warnings get
 * where they should. One gateway that can be read is enough, because the others are reported as what they are.
 */
export function decideReadiness(
  platforms: readonly PlatformStanding[] | null,
  gateways: readonly GatewayStanding[],
  rooms: readonly RoomStanding[],
  now: Instant,
): Readiness {
  if (platforms === null) return { ready: false, reasons: ["it is starting"] };
  const silent = platforms.flatMap(({ id, status }) => {
    if (status.state === "ready") return [];
    return [`${id}: ${status.state === "starting" ? "is still starting" : status.why}`];
  });
  const unread = gateways.some((gateway) => isRead(gateway, now))
    ? []
    : gateways.map((gateway) => explain(gateway, now));
  const deaf = rooms.flatMap(({ problem }) => (problem && !HARMLESS.has(problem.kind) ? [explainRoom(problem)] : []));
  const reasons = [...silent, ...unread, ...deaf];
  return reasons.length === 0 ? { ready: true } : { ready: false, reasons };
}

const HARMLESS: ReadonlySet<RoomProblem["kind"]> = new Set(["detour", "unserved"]);

/** Whether what is known of a gateway holds for now. */
export const isRead = ({ readAt }: Pick<GatewayStanding, "readAt">, now: Instant): boolean =>
  readAt !== null && now - readAt <= FRESH;

const explainRoom = ({ to, why, fix }: RoomProblem): string =>
  `no warnings reach ${to.platform}:${to.target}: ${english(why)}${fix === null ? "" : `; ${english(fix)}`}`;

function explain({ id, link, readAt, trouble }: GatewayStanding, now: Instant): string {
  const age = readAt === null ? "not read since the start" : `last read ${Math.round((now - readAt) / SECOND)} s ago`;
  return `gateway ${id}: ${age}; ${wordsOf(link, trouble)}`;
}

function wordsOf(link: GatewayStanding["link"], trouble: Text | null): string {
  return english(link.state === "ready" ? (trouble ?? "its record is being read") : sayUnlinked(link));
}
