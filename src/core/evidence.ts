import type { EndedBy, FailureFacts } from "./failure.ts";
import type { ModelRef } from "./model.ts";
import type { Instant, PerWindow } from "./time.ts";

/** A failed try at one model in one run; retries inside the try count once. */
export interface FailedAttempt extends FailureFacts {
  /** Natural key: the same attempt seen twice, in any source, has the same key. */
  readonly key: string;
  readonly session: string | null;
  readonly agent: string | null;
  readonly model: ModelRef;
  readonly at: Instant;
  readonly endedBy: EndedBy;
}

/** A turn that is over: some model answered, or none did. */
export interface Turn {
  readonly key: string;
  readonly session: string;
  readonly agent: string;
  readonly at: Instant;
  /** The model that produced the answer; null when the chain was exhausted. */
  readonly answeredBy: ModelRef | null;
  /** What the session was set to at that time; null when it cannot be known. */
  readonly selected: ModelRef | null;
}

export interface Evidence {
  readonly attempts: readonly FailedAttempt[];
  readonly turns: readonly Turn[];
}

/** Counts of a gateway's ledger in each window. */
export interface Counts {
  readonly answers: PerWindow;
  readonly fallbacks: PerWindow;
  readonly unauthorized: PerWindow;
  readonly refusedLocally: PerWindow;
  readonly exhausted: PerWindow;
}

/** What happened on a gateway since an instant. */
export interface Impact {
  readonly answers: number;
  readonly fallbacks: number;
  readonly unauthorized: number;
  readonly exhausted: number;
  readonly sessions: number;
  /** Answers by a selected model since the last one that was not. */
  readonly goodInARow: number;
}
