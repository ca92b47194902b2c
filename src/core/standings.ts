import type { Text } from "./card.ts";
import type { GatewayId, Snapshot } from "./gateway.ts";
import type { LinkStatus } from "./link.ts";
import type { ModelRef } from "./model.ts";
import type { Instant } from "./time.ts";

/** What whoever reads a gateway knows of it besides the ledger, for others that share the database. */
export interface Standing {
  readonly gateway: GatewayId;
  /** Whose word it is: a companion's id. */
  readonly by: string;
  readonly link: LinkStatus;
  readonly snapshot: Snapshot | null;
  readonly trouble: Text | null;
  readonly skippedFrames: number;
  /** The models the gateway lists, where anybody asked for them. */
  readonly models: readonly ModelRef[];
  /** When the record was read last without an error. */
  readonly readAt: Instant | null;
}

export interface StandingStore {
  keep(standing: Standing): Promise<void>;
  /** Only when each of them was read. */
  noteRead(readAt: ReadonlyMap<GatewayId, Instant>): Promise<void>;
  readAt(): Promise<ReadonlyMap<GatewayId, Instant>>;
  /** Those of these gateways that this release can read. */
  of(gateways: readonly GatewayId[]): Promise<readonly Standing[]>;
}
