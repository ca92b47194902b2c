import type { Rest } from "./evidence.ts";
import type { Failure } from "./failure.ts";
import type { ModelRef } from "./model.ts";
import type { Instant } from "./time.ts";

/**
 * One entry of a session's transcript, without its text. `prompt` is a digest of what was asked, because
 * older releases repeat the user entry for every attempt and only equality tells attempts from turns.
 */
export type TranscriptEntry =
  | {
      readonly kind: "asked";
      readonly at: Instant;
      readonly prompt: string;
      readonly run: string | null;
      /** The gateway asked by itself, to see whether there is something to do. */
      readonly isHeartbeat?: true;
    }
  /** The gateway put the open question to another model in words of its own. */
  | { readonly kind: "retried"; readonly at: Instant; readonly run: string | null }
  | {
      readonly kind: "answered";
      readonly at: Instant;
      readonly model: ModelRef;
      readonly run: string | null;
      /** How it was asked; left out where the release does not tell. */
      readonly api?: string;
      /** The model it says it is itself, where that is another id: what a proxy answered with. */
      readonly reported?: string;
      /** What it cost (US dollars), by the prices the gateway knows; left out where it knows none. */
      readonly cost?: number;
    }
  | {
      readonly kind: "failed";
      readonly at: Instant;
      readonly model: ModelRef;
      readonly failure: Failure;
      readonly run: string | null;
      readonly api?: string;
    }
  /** Somebody stopped the turn: neither an answer nor a failure. */
  | { readonly kind: "aborted"; readonly at: Instant; readonly run: string | null }
  /** A model finished a step and asked for a tool; the turn goes on. */
  | {
      readonly kind: "step";
      readonly at: Instant;
      readonly model: ModelRef;
      readonly run: string | null;
      readonly cost?: number;
    }
  /** The gateway itself wrote that the turn has no answer, and sometimes why each model was passed over. */
  | {
      readonly kind: "gave-up";
      readonly at: Instant;
      readonly refused: readonly Refused[];
      readonly run: string | null;
    };

/** A model that the gateway passed over by itself, by its own account. */
export interface Refused {
  readonly model: ModelRef;
  readonly failure: Failure;
}

/** More entries of a session are never asked for at once. */
export const MOST_ENTRIES = 1_000;

/** `offset`: how many newer ones were read; those from `before` on, by the gateway's own count, were among them. */
export interface OlderEntries {
  readonly offset: number;
  readonly before: number;
}

/** The newest entries of one session, oldest first. `complete` is false when older ones were not asked for. */
export interface Transcript {
  readonly session: string;
  readonly sessionId: string | null;
  /** Entries that were skipped because they could not be read. */
  readonly skipped: number;
  readonly entries: readonly TranscriptEntry[];
  readonly complete: boolean;
  /** Where the entries before it are, on releases that have them by the page. */
  readonly older?: OlderEntries;
  /** Where it begins with a mark that what came before is gone. */
  readonly began?: { readonly at: Instant; readonly by: "reset" | "compaction" };
}

/** What a gateway's own log says about attempts, each line once. */
export type LogEntry =
  /** A chain moved on: a candidate failed, was passed over, or served after `failedBefore`. */
  | {
      readonly kind: "decision";
      readonly at: Instant;
      readonly run: string | null;
      readonly sessionId: string | null;
      readonly outcome: "failed" | "passed-over" | "served";
      readonly requested: ModelRef | null;
      readonly candidate: ModelRef;
      /** Why it did not serve; null when it did. */
      readonly failure: Failure | null;
      /** No candidate is left after this one: unless it served, the chain is exhausted. */
      readonly last: boolean;
      readonly failedBefore: readonly Refused[];
    }
  /** A request really went to a provider and ended in an error. */
  | {
      readonly kind: "provider-error";
      readonly at: Instant;
      readonly run: string;
      readonly model: ModelRef;
      readonly failure: Failure;
    }
  /** An attempt of a session ended in an error (older releases: the only trace of a refusal by the gateway). */
  | {
      readonly kind: "lane-error";
      readonly at: Instant;
      readonly session: string;
      /** Null where it names none. */
      readonly model: ModelRef | null;
      readonly failure: Failure;
    }
  /** A message ended in an error of the gateway itself, before any model was asked or after all were. */
  | { readonly kind: "message-failed"; readonly at: Instant; readonly run: string; readonly session: string }
  /** A login or key is left alone from now on. */
  | { readonly kind: "rested"; readonly at: Instant; readonly run: string | null; readonly rest: Rest }
  /** A turn was given up; the line does not say whose, but it follows the lines of its last attempt. */
  | { readonly kind: "gave-up"; readonly at: Instant; readonly refused: readonly Refused[] };

export interface LogPage {
  readonly file: string;
  /** Byte position after the last whole line. */
  readonly cursor: number;
  readonly entries: readonly LogEntry[];
  /** Lines that should have told something and could not be read. */
  readonly skipped: number;
  /** The page does not join on to the cursor that was asked for: something in between was not seen. */
  readonly gap: boolean;
  /** The earliest line of any kind on this page; null when it has none. */
  readonly from: Instant | null;
  /** The newest line of any kind on it. */
  readonly until?: Instant | null;
  /** When the gateway begins another file, at midnight where it runs; null or left out where its name tells no day. */
  readonly rollsAt?: Instant | null;
  /** It is of another file than the page before: that one was read up to `read`, and written to up to `ended`. */
  readonly moved?: { readonly read: Instant; readonly ended: Instant };
  /** It tells of a changed configuration. */
  readonly tellsChange?: boolean;
}

/** Which source of a release counts what, so that nothing is counted from two of them. */
export interface RecordSources {
  /** Where attempts that a provider answered with an error are counted. */
  readonly providerErrors: "transcripts" | "log";
  /** Where attempts that the gateway refused by itself are counted. */
  readonly localRefusals: "lane-errors" | "decisions";
}

/** Runs of jobs whose sessions are gone when they end, each as the transcript that its session would have left. */
export interface JobRuns {
  readonly runs: readonly Transcript[];
  /** Runs that ended before this instant were not read; null where none was left out. */
  readonly unreadBefore: Instant | null;
}

/** What the evidence of one gateway is read from. */
export interface RecordReader {
  readonly sources: RecordSources;
  transcript(session: string, limit: number, signal?: AbortSignal): Promise<Transcript>;
  /** A transcript that begins with a page more. Left out where releases have no pages. */
  older?(transcript: Transcript, signal?: AbortSignal): Promise<Transcript>;
  /** Log lines after `cursor`, or the newest ones when it is null. */
  log(cursor: number | null, signal?: AbortSignal): Promise<LogPage>;
  /** What is new of them; null where the gateway does not tell. Left out by releases whose jobs leave sessions. */
  jobRuns?(signal?: AbortSignal): Promise<JobRuns | null>;
}
