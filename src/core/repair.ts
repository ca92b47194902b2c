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
  /** Undoing although others changed the same values since. */
  | "overwriting"
  | "undone"
  | "unclear";

/** Begun, and not ended. */
export const UNFINISHED: readonly RepairState[] = ["applying", "proving", "reverting", "undoing", "overwriting"];

/** Where a change is in place, or may be: it can be taken back. */
export const UNDOABLE: readonly RepairState[] = ["fixed", "unclear"];

export interface Repair {
  readonly plan: Plan;
  readonly state: RepairState;
  /** The step that is under way or was done last, from 0. */
  readonly step: number;
  readonly updatedAt: Instant;
  /** Where its card stands, as long as its end is owed there; null when it was never shown. */
  readonly card: PostedRef | null;
}

export interface RepairEvent {
  readonly repair: string;
  readonly at: Instant;
  readonly event: string;
  readonly detail: string;
}

/** Plans, what became of them, and an account that is only ever added to. */
export interface RepairStore {
  add(plan: Plan): Promise<void>;
  find(id: string): Promise<Repair | null>;
  /** Moves a repair on; false when it was not in any of the states `from`: somebody else was first. */
  move(id: string, from: readonly RepairState[], to: RepairState, step: number, detail: string): Promise<boolean>;
  note(id: string, event: string, detail: string): Promise<void>;
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
  /** The newest repair of a gateway that can be undone. */
  lastToUndo(gateway: GatewayId): Promise<Repair | null>;
  latest(limit: number): Promise<readonly Repair[]>;
  events(repair: string): Promise<readonly RepairEvent[]>;
}
