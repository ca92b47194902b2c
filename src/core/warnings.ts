import type { Text } from "./card.ts";
import type { GatewayId } from "./gateway.ts";
import type { Incident, NoticeKind, Topic } from "./incident.ts";
import type { RoomStanding, Target } from "./rooms.ts";
import type { Instant } from "./time.ts";

/** Why nothing is sent. Every silence has a name that an operator can ask for. */
export type Silence =
  | "below-threshold"
  | "never-spoken"
  | "muted"
  | "maintenance"
  | "quiet-hours"
  | "not-escalated"
  | "unchanged"
  | "cooldown"
  | "queued";

export type Decision =
  | { readonly speak: true; readonly kinds: readonly [NoticeKind, ...NoticeKind[]] }
  | { readonly speak: false; readonly silence: Silence };

/** What `/warnings` can do. */
export interface WarningActions {
  status(now: Instant): Promise<WarningStatus>;
  latest(limit: number): Promise<readonly Incident[]>;
  /** By its id or number, together with what is told as one with it. */
  find(id: string): Promise<Topic | null>;
  acknowledge(id: string, by: string): Promise<Topic | null>;
  mute(id: string, until: Instant | "over" | null, by: string): Promise<Topic | null>;
  /** Starts, once a first message stands there, or stops warning in a room. */
  setRoom(room: Target, on: boolean, by: string, signal: AbortSignal): Promise<RoomSet>;
  /** Makes a room hear what nobody acknowledged for so long (ms). Resolves to why it cannot be, or null. */
  setSecond(room: Target, after: number, by: string, signal: AbortSignal): Promise<Text | null>;
  /** Sends a test alert through every room, and says of each whether it arrived. */
  test(now: Instant, signal: AbortSignal): Promise<readonly { readonly room: Target; readonly receipt: Text }[]>;
}

/** Why a room cannot be warned; else what the bot may not do there, so that warnings arrive incomplete. */
type RoomSet = { readonly refused: Text } | { readonly lacks: readonly string[] };

export interface WarningStatus {
  readonly rooms: readonly RoomStanding[];
  readonly stopped: readonly Target[];
  readonly incidents: readonly {
    readonly incident: Topic;
    readonly decisions: readonly { readonly to: Target; readonly decision: Decision }[];
  }[];
}

/** What one companion tells the others of warnings, so that they need not find it out a moment later. */
export type WarningNews =
  /** Rooms are to be told something. */
  | { readonly kind: "queued" }
  /** Somebody changed it by hand, or a room was told of it, and it may have gone on meanwhile. */
  | { readonly kind: "changed"; readonly topic: string }
  /** A gateway was written to, and restarts for it within so many milliseconds. */
  | { readonly kind: "restarts"; readonly gateway: GatewayId; readonly within: number };

/** Other companions that have a part in the same warnings. */
export interface WarningNeighbours {
  tell(news: WarningNews): void;
  onNews(heard: (news: WarningNews) => void): void;
}
