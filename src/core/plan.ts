import type { Line } from "./card.ts";
import type { Caller } from "./command.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { GatewayId, Snapshot } from "./gateway.ts";
import type { Json, JsonObject } from "./json.ts";
import type { ModelRef } from "./model.ts";
import type { Instant } from "./time.ts";

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

/** A model that answers for an agent. */
export interface Answerer {
  readonly agent: string;
  readonly wanted: ModelRef;
}

/** Patches that are applied together and proved together. */
export interface PlanStep {
  readonly label: string;
  readonly changes: readonly ConfigChange[];
  readonly forward: readonly ConfigPatch[];
  /** Merging cannot get there, or back, in one go: the values are removed before they are set anew. */
  readonly split: boolean;
  /** Containers that are only there because the step sets something in them. */
  readonly made: readonly (readonly string[])[];
  /** False when it cannot be taken back as a whole, because a secret goes that nobody has a copy of. */
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
  readonly proves: readonly Answerer[];
  /** Who answered before: when the repair is undone, they must answer again. */
  readonly answered: readonly Answerer[];
  /** The gateway restarts after every write, up to half a minute later: until then it runs with what was there before. */
  readonly restarts: boolean;
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
      /** What is there now ends the gateway at the next message: nobody is asked once it is back. */
      readonly fragile?: true;
    }
  /** Something a person must do, on the gateway's host or elsewhere. */
  | { readonly kind: "instruct"; readonly title: string; readonly why: Line; readonly commands: readonly string[] }
  | { readonly kind: "refuse"; readonly title: string; readonly why: Line };

/** A kind of fix. Null when it is not for this gateway. */
export interface Remedy {
  readonly id: string;
  propose(examination: Examination): Proposal | null;
}
