import type { Line, Text } from "./card.ts";
import type { Caller } from "./command.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { GatewayId, Snapshot, PinnedSession } from "./gateway.ts";
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
  /** What the file holds for `before`, where that differs: placeholders of the environment. */
  readonly written?: Json;
}

/** A part of the configuration that stands in a file of its own, included with `$include`. */
export interface Include {
  readonly path: readonly string[];
  readonly files: readonly string[];
  /** Whether the gateway writes changes of it into that file; else it would copy the part out of it, or refuse. */
  readonly writable: boolean;
}

/** The configuration of a gateway as it is now. */
export interface ConfigView {
  readonly hash: string;
  /** What applies, as the operator set it: with what is included and placeholders filled in, secrets redacted. */
  readonly document: JsonObject;
  /** What the main file holds. */
  readonly file: JsonObject;
  /** With the release's own defaults. */
  readonly running: JsonObject;
  readonly includes: readonly Include[];
  /** A write leaves the references to included files where they are; else it copies them all into the main file. */
  readonly keepsIncludes: boolean;
}

/** A model that answers for an agent. */
export interface Answerer {
  readonly agent: string;
  readonly wanted: ModelRef;
  /** Not the agent's first model: only a session that is set to it asks it. */
  readonly chosen?: true;
}

/** Patches that are applied together and proved together. */
export interface PlanStep {
  readonly label: Text;
  readonly changes: readonly ConfigChange[];
  readonly forward: readonly ConfigPatch[];
  /** Merging cannot get there, or back, in one go: the values are removed before they are set anew. */
  readonly split: boolean;
  /** Containers that are only there because the step sets something in them. */
  readonly made: readonly (readonly string[])[];
  /** False when it cannot be taken back as a whole, because a secret goes that nobody has a copy of. */
  readonly exact: boolean;
  /** Only a part of what the next step completes, for another file: it is not proved by itself. */
  readonly part: boolean;
}

/** A turn that is tried without end. */
export interface EndlessTurn {
  readonly session: string;
  readonly agent: string;
  /** A digest of what was asked. */
  readonly prompt: string;
  /** How long (ms) lay between two tries. */
  readonly every: number;
}

/** What a plan does once it is confirmed. */
type Task =
  | { readonly kind: "change" }
  /** Takes a repair back; `over`: also where the same values were changed since. */
  | { readonly kind: "undo"; readonly repair: string; readonly over: boolean }
  /** Has the gateway sign in to a provider anew; `refused`: the login there was is, so that an answer tells of a new one. */
  | { readonly kind: "sign-in"; readonly provider: string; readonly refused: boolean }
  /** Ends turns that the gateway tries without end. */
  | { readonly kind: "stop"; readonly turns: readonly EndlessTurn[] }
  /** Sets sessions free that a fallback left on its model. */
  | { readonly kind: "release"; readonly sessions: readonly PinnedSession[] };

/** Every value by its path, each as a short digest: what stood around the plan when it was made. */
export type Digests = Readonly<Record<string, string>>;

/** One concrete fix, not yet done. A value: shown, confirmed, journaled, applied and undone from this alone. */
export interface Plan {
  readonly id: string;
  readonly task: Task;
  readonly gateway: GatewayId;
  readonly remedy: string;
  /** The command whose buttons decide it, and that shows it anew. */
  readonly command: string;
  readonly title: Text;
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
  /** Empty where that was not kept. */
  readonly around: { readonly document: Digests; readonly running: Digests };
  /** Included files that are written. */
  readonly files: readonly string[];
  /** What is shown as changing, where that is not what the steps set: of an undo. */
  readonly shows: readonly ConfigChange[];
  readonly by: Pick<Caller, "platform" | "id" | "name">;
  readonly place: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
}

/** What remedies choose by: everything that was found out, and nothing that needs asking. */
export interface Examination extends ConfigView {
  readonly snapshot: Snapshot;
  readonly version: string | null;
  /** The `api` ids the gateway's own schema accepts; null when it would not say. */
  readonly apis: readonly string[] | null;
  /** The models the gateway lists. */
  readonly models: readonly ModelRef[];
  /** Providers that the gateway can be signed in to from here. */
  readonly signIns: readonly string[];
  readonly diagnoses: readonly Diagnosis[];
  /** The admin asked for what cannot be given back, knowing its price. */
  readonly removesKeys: boolean;
  /** What the admin asked for by name; null where only what is wrong is to be mended. */
  readonly choice: ModelChoice | null;
}

/** Which model an agent is to be set to, as somebody typed it; null where that was left out. */
export interface ModelChoice {
  readonly agent: string | null;
  readonly model: string | null;
}

export type Proposal =
  | {
      readonly kind: "change";
      readonly title: Text;
      readonly why: Line;
      /** Each step as the values it sets; undefined removes. */
      readonly steps: readonly { readonly label: Text; readonly sets: readonly Omit<ConfigChange, "before">[] }[];
      readonly effects: readonly Line[];
      readonly proves: Plan["proves"];
      /** What is there now ends the gateway at the next message: nobody is asked once it is back. */
      readonly fragile?: true;
    }
  /** A person signs in, with a code that the gateway gives. */
  | {
      readonly kind: "sign-in";
      readonly title: Text;
      readonly why: Line;
      readonly provider: string;
      /** The login there is now is refused: once the model answers, there is another one. */
      readonly refused: boolean;
      readonly effects: readonly Line[];
      readonly proves: Plan["proves"];
    }
  /** Something a person must do, on the gateway's host or elsewhere. */
  | { readonly kind: "instruct"; readonly title: Text; readonly why: Line; readonly commands: readonly string[] }
  | {
      readonly kind: "refuse";
      readonly title: Text;
      readonly why: Line;
      /** It is about models that no agent asks first: what an agent asks first is mended before. */
      readonly aside?: true;
    };

/** A kind of fix. Null when it is not for this gateway. */
export interface Remedy {
  readonly id: string;
  /** Considered only for what was asked for by name, and then alone. */
  readonly chosen?: true;
  /** The command that decides its plans, where that is not `/fix-codex`. */
  readonly command?: string;
  propose(examination: Examination): Proposal | null;
}
