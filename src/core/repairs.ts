import type { Text } from "./card.ts";
import type { Caller, Trail } from "./command.ts";
import type { GatewayId, PinnedSession } from "./gateway.ts";
import type { PostedRef } from "./posted.ts";
import type { ModelChoice, Plan, Proposal } from "./plan.ts";
import type { Person, Repair, RepairEvent, RepairState } from "./repair.ts";
import type { Instant } from "./time.ts";

/** A plan to confirm, and who confirmed it already where that takes two. */
export interface Planned {
  readonly kind: "plan";
  readonly plan: Plan;
  readonly approvedBy: Person | null;
}

export interface Unreachable {
  readonly kind: "unreachable";
  readonly why: Text;
  readonly fix: Text | null;
  /** Nothing listens there: what it is set to may keep it from starting. */
  readonly isDown?: true;
}

/** What `/fix-codex` has to say: a plan to confirm, or why there is none. */
export type Prescription =
  | Planned
  | Exclude<Proposal, { kind: "change" | "sign-in" }>
  | { readonly kind: "healthy" }
  /** Nothing is wrong any more but where these sessions stay; the plan releases them. */
  | { readonly kind: "pinned"; readonly pinned: readonly PinnedSession[]; readonly plan: Plan }
  | Unreachable;

/** Who asks for a plan, where and when. */
export interface Asker {
  readonly by: Caller;
  readonly place: string;
  readonly now: Instant;
  /** Where the answer will stand, if that is known already. */
  readonly pressed?: PostedRef;
}

export interface Request extends Asker {
  readonly gateway: GatewayId;
  /** What cannot be given back may go, where that is what mends it. */
  readonly removesKeys?: boolean;
  /** A model to set, whatever is wrong. */
  readonly choice?: ModelChoice;
}

export type UndoTarget = { readonly gateway: GatewayId } | { readonly repair: string };

/** What an undo would do. */
export type UndoView = { readonly kind: "none" } | Unreachable | Planned;

/** Sessions of a gateway that are set to another model than their agent, and the plan that releases the gateway's own. */
export type PinnedView =
  | Unreachable
  | { readonly kind: "ready"; readonly pinned: readonly PinnedSession[]; readonly plan: Plan | null };

/** One line of a repair as it goes on. */
export interface Progress {
  readonly plan: Plan;
  readonly state: RepairState;
  /** Sessions that stay on another model although the repair is proved, and the plan that releases them. */
  readonly pinned: readonly PinnedSession[];
  readonly release: Plan | null;
  readonly lines: readonly { readonly at: Instant; readonly text: Text }[];
}

export type Begun =
  | {
      readonly kind: "begun";
      readonly progress: AsyncIterable<Progress>;
      readonly trail: Trail;
    }
  | { readonly kind: "refused"; readonly why: Text }
  /** Confirmed by one admin, and another one must confirm too. */
  | { readonly kind: "half"; readonly plan: Plan; readonly until: Instant }
  /** What was shown holds no more: this is how it stands now. */
  | { readonly kind: "outdated"; readonly why: Text; readonly now: Planned };

/** Shows a repair as it goes on, in the card where it was begun; resolves to whether it stands there. */
export type ReportProgress = (progress: Progress, card: PostedRef | null) => Promise<boolean>;

/** Newest first; what a newer release wrote, or is damaged, cannot be read. */
interface Latest {
  readonly repairs: readonly { readonly repair: Repair; readonly events: readonly RepairEvent[] }[];
  readonly unreadable: number;
}

/** Where repairs are asked for, confirmed and followed. */
export interface Repairs {
  prescribe(request: Request, signal?: AbortSignal): Promise<Prescription>;
  /** Plans to take back one repair, or the newest of a gateway. */
  planUndo(which: UndoTarget, asker: Asker, signal?: AbortSignal): Promise<UndoView>;
  /** Plans to set those free that the gateway itself set to another model; what people chose stays. */
  planRelease(request: Request, signal?: AbortSignal): Promise<PinnedView>;
  /** Carries out a plan as it was shown. */
  confirm(id: string, asker: Asker, signal?: AbortSignal): Promise<Begun>;
  cancel(id: string, by: Caller): Promise<Text>;
  latest(limit: number): Promise<Latest>;
  /** Goes on with what an earlier process began and nobody has in hand; resolves when that has ended. */
  resume(report: ReportProgress): Promise<void>;
  /** Tells ends that nobody was told although they are older than this many milliseconds. */
  tellEnds(report: ReportProgress, age: number): Promise<void>;
}
