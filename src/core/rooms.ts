import type { Text } from "./card.ts";
import type { Instant } from "./time.ts";

/** A room that warnings go to: `discord:123`, `telegram:-100123:7`. */
export interface Target {
  readonly platform: string;
  readonly target: string;
}

export const isSameRoom = (a: Target, b: Target): boolean => a.platform === b.platform && a.target === b.target;

/**
 * A room somebody chose, or sent us away from; `private`: an admin's own, for when no other takes anything; `second`: it
 * hears what nobody acknowledged.
 */
export interface Room {
  readonly to: Target;
  readonly state: "on" | "off" | "moved" | "private" | "second";
  /** For a second room: after how long (ms). */
  readonly after?: number;
  readonly by: string;
  readonly at: Instant;
}

/**
 * Why a room does not take what it should. `lost`: nothing gets through until somebody lets the bot in again.
 * `away`: the chat service cannot be reached, or asks to wait. `detour`: it arrives, but elsewhere. Each is tried
 * again, and gone with the first message that arrives where it should.
 */
export interface RoomFault {
  readonly to: Target;
  readonly kind: "lost" | "away" | "detour";
  readonly since: Instant;
  readonly attempts: number;
  readonly triedAt: Instant;
  /** Not tried before. */
  readonly retryAt: Instant;
  readonly why: Text;
  /** What somebody can do about it. */
  readonly fix: Text | null;
}

/**
 * What goes wrong in a room, as people are told of it. `refused`: the room works, but takes a certain card not.
 * `unserved`: its chat is not in the settings any more.
 */
export type RoomProblem = Pick<RoomFault, "to" | "since" | "why" | "fix"> & {
  readonly kind: RoomFault["kind"] | "refused" | "unserved";
};

/** How it stands with a room that warnings should go to. */
export interface RoomStanding {
  readonly to: Target;
  readonly problem: RoomProblem | null;
  /** Messages that wait to be delivered. */
  readonly waiting: number;
}

export interface RoomStore {
  rooms(): Promise<readonly Room[]>;
  setRoom(room: Room): Promise<void>;
  /** As if nobody ever chose it or sent us away. */
  forgetRoom(to: Target): Promise<void>;
  /** A chat got another id: everything queued to it and said in it moves along, and the old id stands for nothing. */
  moveRoom(from: Target, to: Target, at: Instant): Promise<void>;
  faults(): Promise<readonly RoomFault[]>;
  setFault(fault: RoomFault): Promise<void>;
  clearFault(to: Target): Promise<void>;
}
