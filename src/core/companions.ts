import type { Instant } from "./time.ts";
import type { Held } from "./held.ts";

/** A companion as others that share its database see it. */
export interface SeenCompanion {
  /** Of its host. */
  readonly host: string;
  /** Of the companion, such as `1.4.0`. */
  readonly release: string;
  /** Since when it is linked to the database. */
  readonly since: Instant;
  /** Since when it serves; null where only that one itself knows. */
  readonly servesSince: Instant | null;
  /** What it holds, such as the seat of the one that serves. */
  readonly seats: readonly string[];
  /** Milliseconds since it was heard of; null where the database does not tell. */
  readonly quiet: number | null;
  readonly isSelf: boolean;
}

/** Everything that must happen once: who holds it serves. There may be more of them one day. */
export const SERVICE_SEAT = "service";
/** What is held by one of the companions at a time. */
export const SEATS = [SERVICE_SEAT] as const;
export type Seat = (typeof SEATS)[number];

export const isServing = ({ seats }: Pick<SeenCompanion, "seats">): boolean => seats.includes(SERVICE_SEAT);

/** The companions that share a database with this one; nobody where a file is shared with nobody. */
export type SeeCompanions = () => Promise<readonly SeenCompanion[]>;

/** Being one of the companions that share a database; ends when its session there does. */
export interface Membership extends AsyncDisposable {
  /** All of them, those that hold something first. */
  readonly all: SeeCompanions;
  /** Aborts when the session has ended, or nothing is heard of it. */
  readonly lost: AbortSignal;
  readonly session: { readonly pid: number; readonly since: string };
  /** Whether its server was heard so lately that nobody else can have been given anything that is held here. */
  isSure(): boolean;
  /**
   * Holds a seat, after whoever had it before can write nothing any more; null while somebody has it. One that is not
   * heard of any more is ended first.
   */
  take(seat: Seat): Promise<Taken>;
  hold(name: string): Promise<Held | null>;
  /** Calls back when somebody lets go of something. */
  onFree(listener: () => void): Promise<void>;
}

export type Taken =
  | { readonly state: "held"; readonly held: Held; readonly from: SeenCompanion | null }
  /** `by`: null where it is not known any more. */
  | { readonly state: "taken"; readonly by: SeenCompanion | null };
