import type { Text } from "../core/card.ts";
import type { Counts } from "../core/evidence.ts";
import type { GatewayId } from "../core/gateway.ts";
import type { LinkStatus } from "../core/link.ts";
import type { Incident } from "../core/incident.ts";
import type { Log } from "../core/log.ts";
import type { ChatPlatform } from "../core/platform.ts";
import type { ReportSource } from "../core/report.ts";
import type { RoomStanding } from "../core/rooms.ts";
import type { Clock, Instant } from "../core/time.ts";

/** How the companion stands with one gateway, without a look into its ledger. */
export interface GatewayStanding {
  readonly id: GatewayId;
  readonly link: LinkStatus;
  /** When its record was read last without an error; null when that has not happened since the start. */
  readonly readAt: Instant | null;
  /** Why the record cannot be read although the link is ready; null when it can. */
  readonly trouble: Text | null;
  readonly skippedFrames: number;
}

/** What the endpoints tell of, looked at anew for every request. */
export interface HealthSource {
  /** Of the companion. */
  readonly version: string;
  readonly clock: Clock;
  /** Of the process. */
  readonly startedAt: Instant;
  readonly log: Log;
  /** Those that this companion serves now; null while that is not known. */
  readonly platforms: () => readonly Pick<ChatPlatform, "id" | "status">[] | null;
  readonly reports: Pick<ReportSource, "gateways" | "report">;
  readonly standings: () => readonly GatewayStanding[];
  /** Counts of all gateways together. */
  readonly totals: () => Promise<Counts>;
  /** How it stands with the rooms that should get warnings. */
  readonly rooms: () => Promise<readonly RoomStanding[]>;
  /** Incidents that are not over; nothing is exported of them when absent. */
  readonly incidents?: () => Promise<readonly Incident[]>;
  /** What is wrong with the data folder or the ledger, as a sentence; null when nothing is. */
  readonly storage?: () => string | null;
}
