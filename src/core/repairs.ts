import type { Caller, Trail } from "./command.ts";
import type { GatewayId } from "./gateway.ts";
import type { PinnedSession } from "./gateway-admin.ts";
import type { PostedRef } from "./posted.ts";
import type { ConfigChange, Plan, Proposal } from "./plan.ts";
import type { Repair, RepairEvent, RepairState } from "./repair.ts";
import type { Instant } from "./time.ts";

/** What `/fix-codex` has to say: a plan to confirm, or why there is none. */
export type Prescription =
  | { readonly kind: "plan"; readonly plan: Plan }
  | Exclude<Proposal, { kind: "change" }>
  | { readonly kind: "healthy" }
  /** Nothing is wrong any more but where these sessions stay. */
  | { readonly kind: "pinned"; readonly pinned: readonly PinnedSession[] }
  | { readonly kind: "unreachable"; readonly why: string; readonly fix: string | null };

export interface Request {
  readonly gateway: GatewayId;
  readonly by: Caller;
  readonly place: string;
  readonly now: Instant;
}

export type UndoTarget = { readonly gateway: GatewayId } | { readonly repair: string };

/** What an undo would meet. */
export type UndoView =
  | { readonly kind: "none" }
  | { readonly kind: "unreachable"; readonly why: string; readonly fix: string }
  /** `changedSince`: what an undo would overwrite. */
  | { readonly kind: "ready"; readonly repair: Repair; readonly changedSince: readonly ConfigChange[] };

/** Sessions of a gateway that are set to another model than their agent. */
export type PinnedView =
  | { readonly kind: "unreachable"; readonly why: string; readonly fix: string }
  /** `released`: those that were just set free; the others still stay where they are. */
  | { readonly kind: "ready"; readonly pinned: readonly PinnedSession[]; readonly released: readonly PinnedSession[] };

/** One line of a repair as it goes on. */
export interface Progress {
  readonly plan: Plan;
  readonly state: RepairState;
  /** Sessions that stay on another model although the repair is proved. */
  readonly pinned: readonly PinnedSession[];
  readonly lines: readonly { readonly at: Instant; readonly text: string }[];
}

export type Begun =
  | {
      readonly kind: "begun";
      readonly progress: AsyncIterable<Progress>;
      readonly trail: Trail;
    }
  | { readonly kind: "refused"; readonly why: string };

/** Shows a repair as it goes on, in the card where it was begun; resolves to whether it stands there. */
export type ReportProgress = (progress: Progress, card: PostedRef | null) => Promise<boolean>;

/** Where repairs are asked for, confirmed and followed. */
export interface Repairs {
  prescribe(request: Request, signal?: AbortSignal): Promise<Prescription>;
  confirm(id: string, by: Caller, now: Instant): Promise<Begun>;
  cancel(id: string, by: Caller): Promise<string>;
  /** Of one repair, or of the newest of a gateway. */
  viewUndo(which: UndoTarget, signal?: AbortSignal): Promise<UndoView>;
  undo(id: string, overwrite: boolean, by: Caller): Promise<Begun>;
  viewPinned(gateway: GatewayId, signal?: AbortSignal): Promise<PinnedView>;
  /** Sets those free that the gateway itself set to another model; what people chose stays. */
  releasePinned(gateway: GatewayId, by: Caller, signal?: AbortSignal): Promise<PinnedView>;
  latest(limit: number): Promise<readonly { readonly repair: Repair; readonly events: readonly RepairEvent[] }[]>;
  /** Goes on with what an earlier process began and nobody has in hand; resolves when that has ended. */
  resume(report: ReportProgress): Promise<void>;
  /** Tells ends that nobody was told although they are older than this many milliseconds. */
  tellEnds(report: ReportProgress, age: number): Promise<void>;
}
