import type { Text } from "./card.ts";
import type { GatewayId } from "./gateway.ts";
import type { Plan } from "./plan.ts";
import type { PostedRef } from "./posted.ts";
import type { Instant } from "./time.ts";

/** Marks the sessions in which a repair proves itself: they are removed again and never counted. */
export const PROOF_SESSION = "companion-proof";

export const isProofSession = (key: string): boolean => key.includes(PROOF_SESSION);

export type RepairState =
  | "planned"
  | "cancelled"
  | "applying"
  | "proving"
  | "reverting"
  | "fixed"
  | "reverted"
  | "undoing"
  /** Undoing although others changed the same values since: as journals of 0.1 have it. */
  | "overwriting"
  | "undone"
  | "unclear";

/** Begun, and not ended. */
export const UNFINISHED: readonly RepairState[] = ["applying", "proving", "reverting", "undoing", "overwriting"];

/** Where a change is in place, or may be: it can be taken back. */
export const UNDOABLE: readonly RepairState[] = ["fixed", "unclear"];

export type Person = Plan["by"];

export interface Repair {
  readonly plan: Plan;
  readonly state: RepairState;
  /** The step that is under way or was done last, from 0. */
  readonly step: number;
  readonly updatedAt: Instant;
  /** Where its card stands, as long as its end is owed there; null when it was never shown. */
  readonly card: PostedRef | null;
  /** Who confirmed it first, where that takes two, and when. */
  readonly approved: { readonly by: Person; readonly at: Instant } | null;
}

export interface RepairEvent {
  readonly repair: string;
  readonly at: Instant;
  readonly event: string;
  readonly detail: Text;
}

/** Plans, what became of them, and an account that is only ever added to. */
export interface RepairStore {
  add(plan: Plan): Promise<void>;
  find(id: string): Promise<Repair | null>;
  /**
   * Moves a repair on; false when it was not in any of the states `from`: somebody else was first. `card`: where one
   * that begins will stand.
   */
  move(
    id: string,
    from: readonly RepairState[],
    to: RepairState,
    step: number,
    detail: Text,
    card?: PostedRef,
  ): Promise<boolean>;
  note(id: string, event: string, detail: Text): Promise<void>;
  keepCard(id: string, card: PostedRef): Promise<void>;
  /** The end of a repair stands where it was owed. */
  told(id: string): Promise<void>;
  /** Repairs that ended up to an instant, and whose end was not told. */
  untold(before: Instant): Promise<readonly Repair[]>;
  /**
   * Repairs of a gateway for the caller alone, until it lets go or its process ends; null when somebody has them,
   * who may be another process.
   */
  hold(gateway: GatewayId): Promise<(() => Promise<void>) | null>;
  /** Repairs that were begun and not ended. */
  unfinished(): Promise<readonly Repair[]>;
  /** Notes that one admin confirmed it; false when it is not waiting for that any more. */
  approve(id: string, by: Person): Promise<boolean>;
  /** Plans of a gateway that one admin confirmed since an instant and that wait for another one, newest first. */
  halfApproved(gateway: GatewayId, since: Instant): Promise<readonly Repair[]>;
  /** Whether another plan of the gateway was carried out, even in part, after an instant. */
  wasRepairedSince(gateway: GatewayId, since: Instant, except: string): Promise<boolean>;
  /** The newest repair of a gateway that can be undone. */
  lastToUndo(gateway: GatewayId): Promise<Repair | null>;
  /** Newest first. What a newer release wrote, or is damaged, cannot be read. */
  latest(limit: number): Promise<{ readonly repairs: readonly Repair[]; readonly unreadable: number }>;
  events(repair: string): Promise<readonly RepairEvent[]>;
}
