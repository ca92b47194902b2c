import type { ModelRef } from "../core/model.ts";
import type { RetriedTurn } from "../core/evidence.ts";
import type { RecordSources } from "../core/record.ts";
import type { Release } from "../core/releases/release.ts";
import type { Instant } from "../core/time.ts";

/** What answers are judged by, besides what their own runs tell. */
export interface Wishes {
  /** What the agent of a session was set to at an instant, the likeliest first; none when that is not known. */
  primariesAt(session: string, at: Instant): readonly ModelRef[];
  /** A model that somebody set for this kind of turn: a job's, the heartbeats', the subagents'. */
  chosenFor(session: string, isHeartbeat: boolean): ModelRef | null;
  /** What heartbeats in a session run on, where that is a model of their own. */
  heartbeatOf(session: string): ModelRef | null;
  /** Whether heartbeats may come in a session. */
  beats(session: string): boolean;
  /** The session's own choice of model, where the release tells it. */
  pinOf(session: string): { readonly model: ModelRef; readonly by: "person" | "gateway" } | null;
  /** The fallback that a session stood on before what was read now, on releases that leave it there. */
  stoodOn(session: string): ModelRef | null;
  /** Since when the log was read without a break: without it nobody can tell why another model answered. */
  readonly loggedFrom: Instant | null;
  readonly release: Pick<Release, "holdsFallback" | "leadsHeartbeats" | "chatgpt">;
}

/** What the readings of one gateway are understood against. */
export interface Circumstances {
  readonly sources: RecordSources;
  readonly now: Instant;
  /** When the gateway process started; runs asked before it are over. */
  readonly startedAt: Instant | null;
  agentOf(session: string): string;
  readonly wishes: Wishes;
  /** Turns that were tried again and again, as they were read before. */
  readonly retried?: readonly RetriedTurn[];
  /** The keys of this gateway's sessions by the ids that its log uses. */
  readonly sessionsById: ReadonlyMap<string, string>;
  /** The keys of its sessions by the runs that rang. */
  readonly heard?: ReadonlyMap<string, string>;
}
