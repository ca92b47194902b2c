import type { Counts, Evidence, FailedAttempt, Impact, Judgement, Rest, RetriedTurn, Spent, Turn } from "./evidence.ts";
import type { EndedBy, FailureFacts } from "./failure.ts";
import type { AgentSetting, GatewayId } from "./gateway.ts";
import type { GatewayIdentity } from "./identity.ts";

import type { ModelRef } from "./model.ts";
import type { Instant } from "./time.ts";

/** How far one session was read: its `updatedAt` when its transcript was read last, and when that was. */
export interface ReadMark {
  readonly updatedAt: Instant;
  readonly readAt: Instant;
  /** Nothing was under way then, and whatever begins later touches its row. */
  readonly isAtRest: boolean;
}

/** How far the record of a gateway was read, so that a restart goes on and loses nothing. */
export interface ReadMarks {
  readonly logFile: string | null;
  /** Byte position that is safe to go on from: nothing before it is still to be understood. */
  readonly logCursor: number | null;
  /** Where it will be safe to go on from some time after `at`, if a process ends before it knows that it is. */
  readonly logNext: { readonly cursor: number; readonly at: Instant } | null;
  /** Since when the log was read without a break, with its warnings; null before the first reading. */
  readonly logSince: Instant | null;
  readonly sessions: ReadonlyMap<string, ReadMark>;
}

/** What became of evidence: rows that were new or changed their meaning, and those there was no room for. */
export interface Recorded {
  readonly changed: number;
  readonly leftOut: number;
}

/** Why nothing is known for certain up to an instant. */
export interface Gap {
  readonly reason:
    | "sessions-not-listed"
    | "session-reset"
    | "session-compacted"
    | "session-removed"
    | "transcript-cut"
    | "log-begins"
    | "log-gap"
    | "log-level"
    | "log-stopped"
    | "too-many"
    | "jobs-unread"
    | "heartbeats-hidden"
    | "not-witnessed";
  readonly until: Instant;
}

/** Whether nothing but answers that everything was well in is missing: counts go on from where they began. */
export const isSlight = ({ reason }: Gap): boolean => reason === "heartbeats-hidden";

/** What an agent was set to since an instant, as far as it was observed. */
export interface Selection {
  readonly agent: string;
  readonly model: ModelRef | null;
  readonly since: Instant;
}

/** An agent that was set to another primary model than before. */
export interface RouteChange {
  readonly agent: string;
  readonly from: ModelRef;
  readonly to: ModelRef;
  readonly at: Instant;
  /** The releases before and after; null where the gateway did not tell. */
  readonly releases: { readonly before: string | null; readonly after: string | null };
}

/** Where evidence is kept: written by natural key, so writing it twice changes nothing. */
export interface EvidenceStore {
  /**
   * Says which gateway is read under a name now. Where it is another one than before, everything that is kept under
   * the name is put aside, and comes back when that gateway does.
   */
  claim(gateway: GatewayId, seen: GatewayIdentity, at: Instant): Promise<"same" | "other">;
  /** Keeps no more than `room` answers and failures that are new or changed their meaning; all of them when left out. */
  record(gateway: GatewayId, evidence: Evidence, room?: number): Promise<Recorded>;
  marks(gateway: GatewayId): Promise<ReadMarks>;
  saveMarks(gateway: GatewayId, marks: ReadMarks): Promise<void>;
  /** Notes what agents are set to; rows appear only where it changed. */
  noteSelections(
    gateway: GatewayId,
    agents: readonly AgentSetting[],
    at: Instant,
    release?: string | null,
  ): Promise<void>;
  selections(gateway: GatewayId): Promise<readonly Selection[]>;
  /** Notes which release runs; a row appears only where that changed. */
  noteRelease(gateway: GatewayId, release: string, at: Instant): Promise<void>;
  /** Turns that were tried again and again since an instant, the newest first. */
  retried(gateway: GatewayId, since: Instant): Promise<readonly RetriedTurn[]>;
  /**
   * The fallback on which a session stood before an instant; null when it stood on none. Heartbeats that were
   * answered by a model of their own moved it nowhere.
   */
  stoodOn(gateway: GatewayId, session: string, before: Instant, heartbeats: ModelRef | null): Promise<ModelRef | null>;
  /** The instant from which the counts of a gateway are complete; null before the first reading. */
  recordSince(gateway: GatewayId): Promise<Instant | null>;
  /** Sets it when it is not set yet, or moves it later after a gap. */
  setRecordSince(gateway: GatewayId, at: Instant): Promise<void>;
  /** As {@link setRecordSince}, whatever was set before: that was read of a clock that was wrong. */
  resetRecordSince(gateway: GatewayId, at: Instant): Promise<void>;
  /** Notes up to when something may be missing, and moves the beginning of the record there. */
  noteGaps(gateway: GatewayId, gaps: readonly Gap[]): Promise<void>;
  gaps(gateway: GatewayId): Promise<readonly Gap[]>;
  /** Forgets what of a gateway is older than `before`, so much at once; resolves to whether that was all. */
  forget(gateway: GatewayId, before: Instant): Promise<boolean>;
}

/** Who answers for an agent now. */
export interface Answering {
  readonly agent: string;
  readonly model: ModelRef;
  /** The first of the answers by this model in an unbroken row. */
  readonly since: Instant;
  readonly lastAt: Instant;
  readonly fallback: boolean;
  readonly judged: Judgement;
  /** When the agent's primary itself answered last; null when it never did. */
  readonly askedAt: Instant | null;
  readonly api: string | null;
  /** What the answers say of themselves, where that is another model. */
  readonly reported: string | null;
}

export interface FailureSummary extends FailureFacts {
  readonly agent: string | null;
  readonly model: ModelRef;
  readonly endedBy: EndedBy;
  /** A digest of what the configuration said of the way to its provider; null where that is not known. */
  readonly entry?: string | null;
  readonly count: number;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
}

/** A gateway that runs another release than before. */
export interface Upgrade {
  readonly from: string;
  readonly to: string;
  /** When the new release was seen first. */
  readonly at: Instant;
  /** The last real answer of each agent before it, and the first since. */
  readonly answers: readonly {
    readonly agent: string;
    readonly before: Answered | null;
    readonly since: Answered | null;
  }[];
}

/** Who answered, when, and how it was asked for, in the gateway's words. */
interface Answered {
  readonly model: ModelRef;
  readonly at: Instant;
  readonly api: string | null;
}

export interface LastServed {
  readonly agent: string;
  readonly model: ModelRef;
  /** Whether its run went by the agent's primary, or by a choice of somebody's. */
  readonly wish: "primary" | "chosen";
  readonly at: Instant;
}

/** What is asked of the ledger; every answer comes from it alone. */
export interface EvidenceQueries {
  counts(gateway: GatewayId, now: Instant): Promise<Counts>;
  answering(gateway: GatewayId): Promise<readonly Answering[]>;
  /** The newest turn of each agent, answered or not. */
  lastTurns(gateway: GatewayId): Promise<readonly Turn[]>;
  /** What happened since an instant. */
  impactSince(gateway: GatewayId, since: Instant): Promise<Impact>;
  /** What all answers since an instant cost. */
  spentSince(gateway: GatewayId, since: Instant): Promise<Spent>;
  /** The newest change of each agent's primary model since an instant. */
  routeChanges(gateway: GatewayId, since: Instant): Promise<readonly RouteChange[]>;
  /** When each model answered last for each agent, in runs that went by its primary and in those that somebody chose it for. */
  lastServed(gateway: GatewayId): Promise<readonly LastServed[]>;
  recentUnauthorized(gateway: GatewayId, limit: number): Promise<readonly FailedAttempt[]>;
  /** The newest change of the gateway's release since an instant; null where there was none. */
  upgrade(gateway: GatewayId, since: Instant): Promise<Upgrade | null>;
  /** When another gateway than before was read under this name; null where there was none before. */
  replacedAt(gateway: GatewayId): Promise<Instant | null>;
  /** Logins that are left alone beyond an instant, unless their provider has answered since. */
  rests(gateway: GatewayId, now: Instant): Promise<readonly Rest[]>;
  /** The newest turn since an instant of each session that a job by the clock or a subagent has, newest first. */
  sideTurns(gateway: GatewayId, since: Instant): Promise<readonly Turn[]>;
  /** Failures since an instant, alike ones together, newest first. */
  failures(gateway: GatewayId, since: Instant): Promise<readonly FailureSummary[]>;
}

export type Ledger = EvidenceStore & EvidenceQueries;
