import type { GatewayId } from "./gateway.ts";
import type { Held } from "./held.ts";
import type { WarningNews } from "./warnings.ts";
import { SECOND, type Instant } from "./time.ts";

/** A companion as others that share its database see it. */
export interface SeenCompanion {
  /** Of its session with the database: no other one ever has it. */
  readonly id: string;
  /** Of its host. */
  readonly host: string;
  /** Of the companion, such as `1.4.0`. */
  readonly release: string;
  /** Since when it is linked to the database. */
  readonly since: Instant;
  /** What it holds, of what the one that looks knows by name. */
  readonly seats: readonly string[];
  /**
   * It uses the tables, and so takes its share. One of another release may have to wait for them, and nothing falls any
   * more to one that is stopping.
   */
  readonly isAtWork: boolean;
  /** Milliseconds since it was heard of; null where the database does not tell. */
  readonly quiet: number | null;
  readonly isSelf: boolean;
}

/** No seat: whoever uses the tables of a database holds it beside the others; whoever changes or fills them, alone. */
export const TABLES = "tables";
/** No seat either: whoever is stopping holds it, beside others that are. */
export const LEAVING = "leaving";
/** Judging all gateways, queueing warnings, and ending repairs that nobody has in hand. */
export const WARNINGS_SEAT = "warnings";
/** Serving a chat: its connection, what is asked there, and what its rooms are told. */
export const chatSeat = (platform: string): string => `chat ${platform}`;
/** Reading a gateway. */
export const gatewaySeat = (gateway: GatewayId): string => `gateway ${gateway}`;
/** No seat, but a word about one: who holds it can take it at once, and waits for it. */
export const readyFor = (seat: string): string => `ready ${seat}`;
/** … who holds this one has it, and cannot do it. */
export const awayFrom = (seat: string): string => `away ${seat}`;
/** One repair of a gateway at a time. */
export const repairSeat = (gateway: GatewayId): string => `repair ${gateway}`;

/** What is looked for with others; nobody is asked about a name that nobody knows. */
export function seatsOf(gateways: readonly GatewayId[], platforms: readonly string[]): readonly string[] {
  const chats = platforms.map(chatSeat);
  const shared = [WARNINGS_SEAT, ...chats, ...gateways.map(gatewaySeat)];
  return [...shared, ...shared.map(readyFor), ...chats.map(awayFrom), ...gateways.map(repairSeat)];
}

/** The names among what is held that begin alike: chats that are served, gateways that are read, or repaired. */
export const namesOf = (
  { seats }: Pick<SeenCompanion, "seats">,
  seatOf: (name: string) => string,
): readonly string[] => {
  const begins = seatOf("");
  return seats.flatMap((seat) => (seat.startsWith(begins) ? [seat.slice(begins.length)] : [])).toSorted();
};

export const isWarning = ({ seats }: Pick<SeenCompanion, "seats">): boolean => seats.includes(WARNINGS_SEAT);

/** Whoever is not heard of for so long is ended by the others, and with its session goes what it holds. */
export const SILENT = 10 * SECOND;

/**
 * Whoever heard its database so lately acts on what it holds: nobody ends a session that was heard so lately. A server that
 * ends does, and those that are cut off from it do not hear of it.
 */
export const SURE = 5 * SECOND;

export const isSilent = ({ quiet, isSelf }: Pick<SeenCompanion, "quiet" | "isSelf">): boolean =>
  !isSelf && (quiet ?? 0) > SILENT;

export const nameOf = ({ host, release }: Pick<SeenCompanion, "host" | "release">): string =>
  `the companion on ${host} (${release})`;

/** The companions that share a database with this one; nobody where a file is shared with nobody. */
export type SeeCompanions = () => Promise<readonly SeenCompanion[]>;

/** Something another companion should know at once. */
export type CompanionNews =
  /** `read`: something new is known of a gateway; `set`: it was set otherwise; `models`: somebody asks which it lists. */
  { readonly kind: "read" | "set" | "models"; readonly gateway: GatewayId } | WarningNews;

/** Being one of the companions that share a database; ends when its session there does. */
export interface Membership extends AsyncDisposable {
  /** All of them, those that hold something first; as they were a moment ago where nobody has taken or left anything since. */
  readonly all: SeeCompanions;
  /** Aborts when the session has ended, or nothing is heard of it. */
  readonly lost: AbortSignal;
  readonly session: CompanionSession;
  /** Whether its server was heard so lately that nobody else can have been given anything that is held here. */
  isSure(): boolean;
  /**
   * Opens what uses the tables, once nobody uses them who could not cope with what it changes; null as long as somebody
   * does. They are in use until the session ends.
   */
  use<T>(open: () => Promise<T>): Promise<T | null>;
  /** Ends those that are not heard of any more, if that is still so. Resolves to those it was about. */
  endSilent(seen: readonly SeenCompanion[]): Promise<readonly SeenCompanion[]>;
  /** Holds those of these seats that nobody has, after whoever had them before can write nothing any more. */
  takeFree(seats: readonly string[]): Promise<ReadonlyMap<string, Held>>;
  hold(name: string): Promise<Held | null>;
  /** Those of these that nobody has, however many, in the time of one. */
  holdAll(names: readonly string[]): Promise<ReadonlyMap<string, Held>>;
  /** Lets go of all these at once. */
  letGo(names: readonly string[]): Promise<void>;
  /** Takes no share any more, until the session ends: what is let go of from now on falls to the others at once. */
  leave(): Promise<void>;
  /** Calls back when somebody lets go of something, or says that it waits for something. */
  onFree(listener: () => void): void;
  /** Wakes those who wait. */
  wake(): Promise<void>;
  onNews(listener: (news: CompanionNews) => void): void;
  tell(news: CompanionNews): Promise<void>;
}

/** A session as its server knows it: no other one has the number and began in the same instant. */
export interface CompanionSession {
  readonly pid: number;
  readonly since: string;
}
