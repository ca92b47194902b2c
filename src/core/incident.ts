import type { Line, Text } from "./card.ts";
import type { Diagnosis, Severity } from "./diagnosis.ts";
import type { Impact } from "./evidence.ts";
import type { GatewayId } from "./gateway.ts";
import type { PostedRef } from "./posted.ts";
import type { RoomStore, Target } from "./rooms.ts";
import type { RuleId } from "./rules.ts";
import type { ClockShift, Instant } from "./time.ts";

/** What a rule found at one instant, for one gateway. A rule that cannot tell opens and closes nothing. */
export type Finding =
  | { readonly rule: RuleId; readonly state: "clear" }
  | { readonly rule: RuleId; readonly state: "unknown"; readonly why: Text }
  | ({ readonly state: "found"; readonly subjects?: Subjects } & Omit<Diagnosis, "subject">);

/** What something is about: providers, a job, a plan. None: the gateway as a whole, or it is not known. */
export type Subjects = readonly string[];

type IncidentPhase =
  /** Seen, but not for long or often enough to speak. */
  | "pending"
  | "open"
  /** Not seen any more, but not for long enough to be over. */
  | "recovering"
  | "over";

/** One trouble of one gateway, from its first sign until it is proved over: the cause, with what follows from it. */
export interface Incident {
  readonly id: string;
  readonly gateway: GatewayId;
  /** The rule that names it; the first cause when several rules see the same trouble. */
  readonly cause: RuleId;
  /** What it is about: what another incident of the same cause is not about. Left out where that was not kept. */
  readonly subjects?: Subjects;
  /** Every rule that is part of it. */
  readonly rules: readonly RuleId[];
  readonly severity: Severity;
  readonly title: Text;
  readonly explanation: Line;
  /** What somebody does about it, besides the fix; left out where nothing is to be told. */
  readonly next?: Line;
  readonly remedy: string | null;
  readonly agents: readonly string[];
  readonly phase: IncidentPhase;
  /** Consecutive checks it was seen in. */
  readonly checks: number;
  readonly begunAt: Instant;
  readonly lastSeenAt: Instant;
  /** Since when it is not seen any more; null while it is. */
  readonly goneSince: Instant | null;
  readonly overAt: Instant | null;
  /** When it opened, each time: it reopens under the same card when it comes back soon. */
  readonly openings: readonly Instant[];
  readonly impact: Impact;
  /** The repair that mended it, proved, and whose next real answer is awaited; left out where there was none. */
  readonly mended?: { readonly at: Instant; readonly by: string };
  /** What it was taken for before its cause changed, in a title; left out where it did not. */
  readonly formerly?: Text;
  /** Closed because another gateway stands under the name: whether it was mended is not known. */
  readonly ended?: "replaced";
  readonly acknowledgedBy: string | null;
  readonly mutedBy: string | null;
  /** Until when it makes no sound; `over` until it is over. */
  readonly mutedUntil: Instant | "over" | null;
  /** How bad it was when a message last made a sound. */
  readonly announced: Severity | null;
  /** The model that is configured, and the one that answers instead, null when none does; where that is known. */
  readonly models?: { readonly configured: string; readonly answering: string | null };
  /** The first incident of those it is told with, because they have one cause; left out for the first itself. */
  readonly group?: string;
  /** What people call it by; given when it is kept first. */
  readonly number?: number;
}

/** What one card tells of: an incident, or several that have one cause, on as many gateways. */
export interface Topic extends Incident {
  /** The incidents it is made of, in the order they opened; empty for a single one. */
  readonly members: readonly Incident[];
}

/** What became of an incident; `before`: as it was read, null where it begins. */
export interface IncidentChange {
  readonly before: Incident | null;
  readonly after: Incident;
}

export interface IncidentStore {
  /**
   * What somebody said of one since it was read (acknowledged, muted) stands, unless this change is about that.
   * `isFound`: the next look would find them again, should this host lose its power; so the disk is not waited for.
   */
  save(changes: readonly IncidentChange[], isFound?: boolean): Promise<void>;
  /** Changes one as it stands now, whoever else writes; null when it is not known. */
  edit(id: string, change: (incident: Incident) => Incident): Promise<Incident | null>;
  find(id: string): Promise<Incident | null>;
  /** Those that are not over, and those that were until `since` (they may reopen). */
  live(gateway: GatewayId, since: Instant): Promise<readonly Incident[]>;
  /** As {@link live}, of every gateway. */
  allLive(since: Instant): Promise<readonly Incident[]>;
  latest(limit: number): Promise<readonly Incident[]>;
  numbered(number: number): Promise<Incident | null>;
  /** Those that are not over, of every gateway. */
  unfinished(): Promise<readonly Incident[]>;
  /** Those that are told as one: that incident, and those that belong to it. */
  group(id: string): Promise<readonly Incident[]>;
}

export type NoticeKind = "open" | "update" | "escalation" | "reminder" | "recovery";

/** A message that is queued to a room, journaled before it is sent. */
export interface Notice {
  readonly id: string;
  readonly to: Target;
  readonly incident: string;
  readonly kind: NoticeKind;
  readonly createdAt: Instant;
  readonly attempts: number;
  readonly dueAt: Instant;
}

/** What a room was told of an incident. */
export interface Told {
  /** Where its card stands; null before it was posted. */
  readonly card: PostedRef | null;
  /** What the card said last. */
  readonly fingerprint: string | null;
  readonly editedAt: Instant | null;
  /** When a message last made a sound there. */
  readonly soundedAt: Instant | null;
  /** How bad it was then; null when its end was told since. */
  readonly announced: Severity | null;
}

/** Why a room did not accept a very message. */
export interface Refusal {
  readonly why: Text;
  readonly fix: Text | null;
}

/** Messages on their way and what rooms were told; one leaves in the moment what it told is recorded. */
export interface Outbox extends RoomStore {
  /** Adds what is not queued already. */
  add(notices: readonly Notice[]): Promise<void>;
  /** The oldest message that is due in each room; those about one incident keep their order. */
  next(now: Instant): Promise<readonly Notice[]>;
  queued(incident: string, to: Target): Promise<readonly NoticeKind[]>;
  /** How many messages wait for each room, and since when one of them is refused there and why. */
  waiting(): Promise<readonly Waiting[]>;
  record(notice: Notice, told: Told): Promise<void>;
  drop(notice: Notice): Promise<void>;
  /** It was refused, and is tried again later. */
  postpone(notice: Notice, dueAt: Instant, refusal: Refusal): Promise<void>;
  told(incident: string, to: Target): Promise<Told>;
  /** Rejects while nothing can be written. */
  tryWrite(): Promise<void>;
  /** Puts right what was kept while the clock was wrong. */
  shift(shift: ClockShift): Promise<void>;
}

export interface Waiting {
  readonly to: Target;
  readonly count: number;
  readonly refused: (Refusal & { readonly since: Instant }) | null;
}
