import type { GatewayIdentity } from "./identity.ts";
import type { LinkStatus } from "./link.ts";
import type { ModelRef } from "./model.ts";
import type { RecordReader } from "./record.ts";
import type { Release } from "./releases/release.ts";
import type { Instant } from "./time.ts";

/** The operator's name for a gateway: unique in one companion. */
export type GatewayId = string;

export interface AgentSetting {
  readonly id: string;
  /** What the configuration names first; null when it names nothing that can be read. */
  readonly primary: ModelRef | null;
  readonly fallbacks: readonly ModelRef[];
  /** What its heartbeats and its subagents are set to run on; left out where they run on the primary. */
  readonly heartbeat?: ModelRef;
  readonly subagents?: ModelRef;
  /** How often heartbeats come, in milliseconds; 0 where they are off, left out where the configuration does not say. */
  readonly heartbeatEvery?: number;
}

/** A job that the gateway runs by the clock. */
export interface CronJob {
  readonly id: string;
  readonly name: string;
  /** Null where it leaves that to the gateway. */
  readonly agent: string | null;
  /** The model it is set to run on; null when it runs on its agent's primary. */
  readonly model: ModelRef | null;
  readonly enabled: boolean;
  readonly lastRunAt: Instant | null;
  /** In the gateway's words: `ok`, `error`, `skipped`; null when it never ran. */
  readonly lastStatus: string | null;
  /** Whether what it said last was delivered, in the gateway's words; null where it is to be told nobody. */
  readonly lastDelivery: string | null;
  readonly errorsInARow: number;
  /** When somebody changed it after its last run; left out where nobody did. */
  readonly editedAt?: Instant;
}

export interface SessionRow {
  readonly key: string;
  readonly sessionId: string | null;
  readonly agent: string;
  readonly updatedAt: Instant;
  /** The session's own choice of model; `null` none, `unknown` when the release does not tell. */
  readonly pin: { readonly model: ModelRef; readonly by: "person" | "gateway" } | null | "unknown";
  /** The model it is shown with: the selected one where the release tells pins, before that the one used last. */
  readonly shown: ModelRef | null;
  /** When the session was made; left out where the release does not tell. */
  readonly createdAt?: Instant;
  /** Whether a run is under way; null when the release does not tell. */
  readonly running: boolean | null;
  /** The run that used it last; left out where the release does not tell. */
  readonly lastRun?: string;
  /** For how long (ms) nothing has come of the run that is under way, and what it waits for; left out where none is. */
  readonly idle?: { readonly for: number; readonly waitsFor: "model" | "tool" };
}

/** One entry of `models.providers` of the gateway's configuration, without its secrets. */
export interface ProviderSetting {
  readonly id: string;
  readonly baseUrl: string | null;
  readonly api: string | null;
  readonly hasKey: boolean;
  readonly models: readonly { readonly id: string; readonly api: string | null; readonly baseUrl: string | null }[];
}

/** A login the gateway holds. */
export interface AuthProfile {
  readonly id: string;
  readonly provider: string;
  readonly mode: string;
  /** In the gateway's words: `ok`, `expiring`, `expired`, `missing`, `static`; null when it did not tell. */
  readonly status: string | null;
  readonly expiresAt: Instant | null;
  /** Until when the gateway leaves it alone; left out where it does not, or does not tell. */
  readonly restsUntil?: Instant;
}

/** How much of a provider's plan is used. */
export interface ProviderUsage {
  readonly provider: string;
  readonly plan: string | null;
  /** `label` in the gateway's words: `5h`, `Week`; `usedPercent` from 0 to 100. */
  readonly windows: readonly {
    readonly label: string;
    readonly usedPercent: number;
    readonly resetAt: Instant | null;
  }[];
}

/** What one gateway is set to, at one instant. */
export interface Snapshot {
  readonly at: Instant;
  /** Calendar version `YYYY.M.P[-n]`; null when the gateway does not tell. */
  readonly version: string | null;
  /** What this release does. */
  readonly release: Release;
  readonly agents: readonly AgentSetting[];
  readonly sessions: readonly SessionRow[];
  readonly providers: readonly ProviderSetting[];
  readonly modelsMode: string | null;
  readonly profiles: readonly AuthProfile[];
  /** Whether it is known how the logins stand; left out where the release does not tell. */
  readonly logins?: "read" | "unread";
  readonly configHash: string | null;
  /** The list of sessions went on beyond those that were touched last at this instant; left out where it was read to its end. */
  readonly sessionsCut?: Instant;
  /** Jobs that run by the clock; left out where the gateway did not tell. */
  readonly cron?: readonly CronJob[];
  /** Providers that the gateway has a key for besides its logins, and those that take none; left out where it does not tell. */
  readonly keys?: { readonly held: readonly string[]; readonly refused: readonly string[] };
  /** How much of the plans is used; left out where the gateway did not tell. */
  readonly usage?: readonly ProviderUsage[];
  /** When a heartbeat was last answered; left out where none was, or the gateway does not tell. */
  readonly lastHeartbeat?: Instant;
  /** The level of the gateway's log file; left out where the configuration names none. */
  readonly logLevel?: string;
}

/** A session that was reset or deleted: what it held can be read no more. */
export interface Archived {
  readonly sessionId: string;
  readonly updatedAt: Instant;
}

/** Rings when something happened that the record will show. A hint, never evidence. */
export interface Bell {
  /** Whose it is, by its own word or by that of its run; null where neither tells. */
  readonly session: string | null;
  readonly run: string | null;
  /** The turn is over; before, its gateway is still at it. */
  readonly isOver: boolean;
}

/** What of a gateway's present state must be asked for; the rest may be as it was told last. */
export interface Wanted {
  /** `due`: what it is set to is asked for when something said that it changed, or when it is old. */
  readonly settings: "now" | "due";
  /** `new`: sessions that were touched since they were listed last. */
  readonly sessions: "all" | "new" | "known";
  /** How many sessions are known to have been touched since then. */
  readonly touched?: number;
}

/** A connection that has proved its scopes. Lives until `closed` resolves. */
export interface GatewaySession extends RecordReader {
  /** Which gateway it is; left out by those that are their own ledger's only one. */
  readonly identity?: GatewayIdentity;
  readonly version: string | null;
  readonly protocol: number;
  /** When the gateway process started, by its own account; null when it does not tell. */
  readonly startedAt: Instant | null;
  /** What its own clock says now; null or left out where it does not tell. */
  now?(): Instant | null;
  /** Asks for everything. */
  snapshot(signal?: AbortSignal): Promise<Snapshot>;
  /** As {@link snapshot}, but asks for what is wanted alone. Left out by those that tell everything at no cost. */
  renew?(wanted: Wanted, signal?: AbortSignal): Promise<Snapshot>;
  /** The models the gateway lists; none where it does not say. */
  models?(signal?: AbortSignal): Promise<readonly ModelRef[]>;
  /** The call that has been without an answer for the longest; null when there is none. */
  waitingFor?(): string | null;
  /** Sessions that are listed no more, newest first; none where the release tells nothing of them. */
  archived?(listed: readonly SessionRow[], signal?: AbortSignal): Promise<readonly Archived[]>;
  onBell(ring: (bell: Bell) => void): () => void;
}

export interface GatewayLink {
  readonly id: GatewayId;
  readonly url: string;
  status(): LinkStatus;
  /** The session while the link is ready, else null. */
  session(): GatewaySession | null;
  /** Frames that were skipped because they could not be read. */
  skippedFrames(): number;
  onChange(changed: (status: LinkStatus) => void): () => void;
}

/**
 * A session that is set to another model than its agent. From about 2026.4.14 to 2026.7.1 a gateway sets it so by
 * itself when it falls back, and leaves it there when the cause is gone.
 */
export interface PinnedSession {
  readonly session: string;
  readonly agent: string;
  readonly model: ModelRef;
  readonly by: "person" | "gateway";
}
