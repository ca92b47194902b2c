import type { Text } from "./card.ts";
import type { GatewayId, PinnedSession } from "./gateway.ts";
import type { LinkDetail } from "./link.ts";
import type { JsonObject } from "./json.ts";
import type { ModelRef } from "./model.ts";
import type { ConfigPatch, ConfigView, Examination } from "./plan.ts";
import type { LogPage, Transcript } from "./record.ts";
import type { Release } from "./releases/release.ts";

export type PatchOutcome =
  /** `restartIn`: milliseconds until the gateway restarts because of it; null when it does not. */
  | {
      readonly kind: "written";
      readonly restartIn: number | null;
      /** The configuration it made of it, secrets redacted; null where it does not show that. */
      readonly answered: JsonObject | null;
    }
  | { readonly kind: "changed-meanwhile" }
  | { readonly kind: "rate-limited"; readonly retryAfter: number }
  | { readonly kind: "refused"; readonly why: string };

/** A turn that was begun. */
export interface BegunTurn {
  /** Under this name the gateway's log speaks of it. */
  readonly run: string;
  /** Whether the gateway is done with it; the transcript then holds what became of it. */
  isOver(signal?: AbortSignal): Promise<boolean>;
}

/** A code that somebody enters on a provider's page, to sign a gateway in. For the one who asked, and nobody else. */
export interface DeviceCode {
  readonly code: string;
  readonly url: string;
  readonly expiresInMinutes: number | null;
}

export type SignInEnd = { readonly kind: "done" } | { readonly kind: "failed"; readonly why: Text };

/** A configuration that is too large to be held whole. It is never compared or written in part. */
export class TooLarge extends Error {
  constructor() {
    super("the configuration of this gateway is too large to be read whole, so nothing of it is changed");
    this.name = "TooLarge";
  }
}

/** A connection with the right to write. Exists only while somebody plans or repairs. */
export interface GatewayAdmin {
  examine(signal?: AbortSignal): Promise<Omit<Examination, "diagnoses" | "removesKeys" | "choice">>;
  /** The release, as far as the gateway tells it to somebody who may write. */
  release(signal?: AbortSignal): Promise<Release>;
  config(signal?: AbortSignal): Promise<ConfigView>;
  patch(patch: ConfigPatch, baseHash: string, note: string, signal?: AbortSignal): Promise<PatchOutcome>;
  /** The gateway's own test of a provider's logins, since 2026.8.1; null where it has none or could not tell. */
  probe(provider: string, signal?: AbortSignal): Promise<"ok" | "refused" | null>;
  /** Sets a session to a model of its own, making it where there is none; null once it is, else why the gateway refuses. */
  choose(session: string, model: ModelRef, signal?: AbortSignal): Promise<string | null>;
  /** Starts a turn in a session. */
  say(session: string, text: string, signal?: AbortSignal): Promise<BegunTurn>;
  /** Ends whatever turn a session is at; nothing happens where it is at none. */
  abort(session: string, signal?: AbortSignal): Promise<void>;
  transcript(session: string, limit: number, signal?: AbortSignal): Promise<Transcript>;
  /** Log lines after a position; without one only the newest, to learn where the log ends now. */
  log(cursor: number | null, signal?: AbortSignal): Promise<LogPage>;
  removeSession(session: string, signal?: AbortSignal): Promise<void>;
  /** Sessions that are set to another model than their agent, newest first. */
  pinned(signal?: AbortSignal): Promise<readonly PinnedSession[]>;
  /** Signs the gateway in to a provider, one of those it offers; shows the code that takes and waits for its end. */
  signIn(provider: string, show: (code: DeviceCode) => Promise<void>, signal?: AbortSignal): Promise<SignInEnd>;
  /** Takes away a session's own choice of model: its next turn goes to its agent's. */
  unpin(session: string, signal?: AbortSignal): Promise<void>;
  /** Resolves when the connection is gone, whoever ended it. */
  readonly closed: Promise<unknown>;
  close(): void;
}

/** Why a gateway lets nobody write now; `why` and `fix` are for everybody, `detail` for admins in private. */
export interface AdminRefused {
  readonly why: Text;
  readonly fix: Text;
  readonly detail?: LinkDetail;
}

/** Opens such a connection, or says in sentences why it cannot be had. */
export type OpenAdmin = (
  gateway: GatewayId,
  signal?: AbortSignal,
) => Promise<GatewayAdmin | { readonly refused: AdminRefused }>;
