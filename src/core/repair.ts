import type { Line } from "./card.ts";
import type { Caller } from "./command.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { GatewayId, Snapshot } from "./gateway.ts";
import type { Json, JsonObject } from "./json.ts";
import type { ModelRef } from "./model.ts";
import type { Transcript } from "./record.ts";
import type { Instant } from "./time.ts";

/** Marks the sessions in which a repair proves itself: they are removed again and never counted. */
export const PROOF_SESSION = "companion-proof";
export const isProofSession = (key: string): boolean => key.includes(PROOF_SESSION);

/** What stands in `config.get` for a secret. Sent back, the gateway keeps the secret it has. */
export const REDACTED = "__OPENCLAW_REDACTED__";

/** A merge patch as `config.patch` takes it; null deletes. */
export interface ConfigPatch {
  readonly merge: JsonObject;
  /** Arrays that are replaced as a whole; releases before 2026.6.5 merge them by id. */
  readonly replacePaths: readonly string[];
}

/** One value of the configuration that changes; undefined where it is absent. */
export interface ConfigChange {
  readonly path: readonly string[];
  readonly before?: Json;
  readonly after?: Json;
}

/** Patches that are applied together and proved together. */
export interface PlanStep {
  readonly label: string;
  readonly changes: readonly ConfigChange[];
  readonly forward: readonly ConfigPatch[];
  readonly back: readonly ConfigPatch[];
  /** False when `back` cannot restore everything, because a secret goes that nobody has a copy of. */
  readonly exact: boolean;
}

/** One concrete fix, not yet done. A value: shown, confirmed, journaled, applied and undone from this alone. */
export interface Plan {
  readonly id: string;
  readonly gateway: GatewayId;
  readonly remedy: string;
  readonly title: string;
  readonly why: Line;
  readonly steps: readonly PlanStep[];
  /** What else happens, in sentences. */
  readonly effects: readonly Line[];
  /** Who must answer afterwards. */
  readonly proves: readonly { readonly agent: string; readonly wanted: ModelRef }[];
  readonly baseHash: string;
  readonly by: Pick<Caller, "platform" | "id" | "name">;
  readonly place: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
}

/** What remedies choose by: everything that was found out, and nothing that needs asking. */
export interface Examination {
  readonly snapshot: Snapshot;
  readonly version: string | null;
  /** The `api` ids the gateway's own schema accepts; null when it would not say. */
  readonly apis: readonly string[] | null;
  /** The configuration as the operator wrote it, secrets redacted. */
  readonly document: JsonObject;
  readonly hash: string;
  /** The models the gateway lists. */
  readonly models: readonly ModelRef[];
  readonly diagnoses: readonly Diagnosis[];
}

export type Proposal =
  | {
      readonly kind: "change";
      readonly title: string;
      readonly why: Line;
      /** Each step as the values it sets; undefined removes. */
      readonly steps: readonly { readonly label: string; readonly sets: readonly Omit<ConfigChange, "before">[] }[];
      readonly effects: readonly Line[];
      readonly proves: Plan["proves"];
    }
  /** Something a person must do, on the gateway's host or elsewhere. */
  | { readonly kind: "instruct"; readonly title: string; readonly why: Line; readonly commands: readonly string[] }
  | { readonly kind: "refuse"; readonly title: string; readonly why: Line };

/** A kind of fix. Null when it is not for this gateway. */
export interface Remedy {
  readonly id: string;
  propose(examination: Examination): Proposal | null;
}

export type PatchOutcome =
  /** `restartIn`: milliseconds until the gateway restarts because of it; null when it does not. */
  | { readonly kind: "written"; readonly restartIn: number | null }
  | { readonly kind: "changed-meanwhile" }
  | { readonly kind: "rate-limited"; readonly retryAfter: number }
  | { readonly kind: "refused"; readonly why: string };

/** A connection with the right to write. Exists only while somebody plans or repairs. */
export interface GatewayAdmin {
  examine(signal?: AbortSignal): Promise<Omit<Examination, "diagnoses">>;
  config(signal?: AbortSignal): Promise<{ readonly hash: string; readonly document: JsonObject }>;
  patch(patch: ConfigPatch, baseHash: string, note: string, signal?: AbortSignal): Promise<PatchOutcome>;
  /** Starts a turn in a session; its transcript tells what became of it. */
  say(session: string, text: string, signal?: AbortSignal): Promise<void>;
  transcript(session: string, limit: number, signal?: AbortSignal): Promise<Transcript>;
  removeSession(session: string, signal?: AbortSignal): Promise<void>;
  close(): void;
}

/** Opens such a connection, or says in sentences why it cannot be had. */
export type OpenAdmin = (
  gateway: GatewayId,
  signal?: AbortSignal,
) => Promise<GatewayAdmin | { readonly refused: { readonly why: string; readonly fix: string } }>;

export type RepairState =
  | "planned"
  | "cancelled"
  | "applying"
  | "proving"
  | "reverting"
  | "fixed"
  | "reverted"
  | "undoing"
  | "undone"
  | "unclear";

export interface Repair {
  readonly plan: Plan;
  readonly state: RepairState;
  /** The step that is under way or was done last, from 0. */
  readonly step: number;
  readonly updatedAt: Instant;
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
  /** Repairs that were begun and not ended. */
  unfinished(): Promise<readonly Repair[]>;
  /** The newest repair of a gateway that can be undone. */
  lastFixed(gateway: GatewayId): Promise<Repair | null>;
  latest(limit: number): Promise<readonly Repair[]>;
  events(repair: string): Promise<readonly RepairEvent[]>;
}
