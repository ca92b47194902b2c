import type { RetriedTurn } from "../core/evidence.ts";
import type { Transcript, TranscriptEntry } from "../core/record.ts";
import { SECOND } from "../core/time.ts";
import { isGoingOn } from "./retried.ts";
import type { NamedTries } from "./tries.ts";

/** What is known of a session besides its transcript. */
export interface Beside {
  /** Turns that were tried again and again, as they were read before. */
  readonly known: readonly RetriedTurn[];
  /** The runs of its failures, by the log. */
  readonly tries: NamedTries;
}

/** Nobody sends a question again so soon; gateways that try the same model without end do. */
export const AGAIN = 4 * SECOND;

interface Repetition {
  readonly transcript: Transcript;
  readonly question: Extract<TranscriptEntry, { kind: "asked" }>;
  /** The failure before the question, and what came of it. */
  readonly before: TranscriptEntry;
  readonly entry: TranscriptEntry;
}

/** Whether the log, or what was read before, tells that the gateway itself repeated a question. */
export function isSameRun({ transcript, question, before, entry }: Repetition, { known, tries }: Beside): boolean {
  const [ended, run] = [tries.get(before), tries.get(entry)?.run];
  if (ended !== undefined && run !== undefined) return run === ended.run;
  // The line of a try that has just failed may not be read yet: until then the chain goes on.
  if (ended !== undefined && (question.at - ended.at < AGAIN || (ended.isMove && entry.kind === "failed"))) return true;
  return known.some((one) => isGoingOn(one, transcript.session, question.prompt, question.at));
}
