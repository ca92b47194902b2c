import type { ModelRef } from "../core/model.ts";
import type { RecordSources } from "../core/record.ts";
import type { Instant } from "../core/time.ts";

/** What the readings of one gateway are understood against. */
export interface Circumstances {
  readonly sources: RecordSources;
  readonly now: Instant;
  /** When the gateway process started; runs asked before it are over. */
  readonly startedAt: Instant | null;
  agentOf(session: string): string;
  /** What a session was set to at an instant; null when that is not known. */
  selectedAt(session: string, at: Instant): ModelRef | null;
  /** The keys of this gateway's sessions by the ids that its log uses. */
  readonly sessionsById: ReadonlyMap<string, string>;
}
