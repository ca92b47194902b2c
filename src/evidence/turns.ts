import type { ModelRef } from "../core/model.ts";
import type { Transcript, TranscriptEntry } from "../core/record.ts";
import { MINUTE, type Instant } from "../core/time.ts";

/** One try at one model inside a turn; the retries a gateway makes inside it are one try. */
interface Try {
  readonly model: ModelRef;
  readonly at: Instant;
  readonly message: string | null;
}

/** A question and everything that was tried to answer it. */
export interface TurnTrace {
  readonly key: string;
  readonly session: string;
  readonly sessionId: string | null;
  readonly run: string | null;
  readonly askedAt: Instant;
  readonly lastAt: Instant;
  readonly tries: readonly Try[];
  /** The question was put again and nothing came of it yet: another model is at work. */
  readonly retrying: boolean;
  readonly end:
    | { readonly kind: "answered"; readonly at: Instant; readonly model: ModelRef }
    | { readonly kind: "gave-up"; readonly at: Instant; readonly message: string }
    | { readonly kind: "aborted" }
    /** Nothing says yet that it is over; `superseded` when the session has moved on to another question. */
    | { readonly kind: "open"; readonly superseded: boolean };
}

type Asked = Extract<TranscriptEntry, { kind: "asked" }>;

interface Draft {
  readonly asked: Pick<Asked, "at" | "prompt" | "run"> | null;
  readonly entries: TranscriptEntry[];
}

/**
 * Groups a transcript into turns. Older releases repeat the question for every model they try, so an
 * equal question with no answer in between goes on with the same turn.
 */
export function traceTurns(transcript: Transcript): readonly TurnTrace[] {
  const drafts: Draft[] = [];
  for (const entry of transcript.entries) {
    const draft = findDraft(drafts, entry);
    if (draft) draft.entries.push(entry);
    else drafts.push({ asked: entry.kind === "asked" ? entry : null, entries: entry.kind === "asked" ? [] : [entry] });
  }
  return dropCut(transcript, drafts).map((draft, index, all) => toTrace(transcript, draft, index < all.length - 1));
}

/** A question repeated after this long is a new one: nobody retries that late. */
const REPEATED = 15 * MINUTE;
/** Some releases retry several turns at once, without end; so far apart lie two tries of one turn then. */
const INTERLEAVED = 2 * MINUTE;

/** The turn an entry goes on with. Where runs are named they decide; else an end ends a turn. */
function findDraft(drafts: readonly Draft[], entry: TranscriptEntry): Draft | undefined {
  const last = drafts.at(-1);
  if (last === undefined) return undefined;
  const run = runOf(last);
  if (run !== null && entry.run !== null) return run === entry.run ? last : undefined;
  if (entry.kind !== "asked") return isOver(last) ? undefined : last;
  if (entry.run !== null || run !== null) return undefined;
  return drafts.findLast((draft) => {
    const pause = entry.at - (draft.entries.at(-1)?.at ?? draft.asked?.at ?? 0);
    return !isOver(draft) && draft.asked?.prompt === entry.prompt && pause < (draft === last ? REPEATED : INTERLEAVED);
  });
}

/** Of a transcript that was cut, the first turns may lack their beginning and would get another key. */
function dropCut(transcript: Transcript, drafts: readonly Draft[]): readonly Draft[] {
  if (transcript.complete) return drafts;
  const cut = (transcript.entries[0]?.at ?? 0) + INTERLEAVED;
  return drafts
    .slice(1)
    .filter((draft) => runOf(draft) !== null || (draft.asked?.at ?? draft.entries[0]?.at ?? 0) >= cut);
}

const isOver = (draft: Draft): boolean =>
  draft.entries.some((entry) => entry.kind === "answered" || entry.kind === "gave-up" || entry.kind === "aborted");

const runOf = (draft: Draft): string | null =>
  draft.asked?.run ?? draft.entries.find((entry) => entry.run !== null)?.run ?? null;

function toTrace(transcript: Transcript, draft: Draft, superseded: boolean): TurnTrace {
  const { session, sessionId } = transcript;
  const askedAt = draft.asked?.at ?? draft.entries[0]?.at ?? 0;
  const run = runOf(draft);
  return {
    key: run === null ? `${sessionId ?? session}@${askedAt}` : `run:${run}`,
    session,
    sessionId,
    run,
    askedAt,
    lastAt: draft.entries.at(-1)?.at ?? askedAt,
    tries: triesOf(draft.entries),
    retrying: isQuestion(draft.entries.at(-1)),
    end: endOf(draft.entries, superseded),
  };
}

const isQuestion = (entry: TranscriptEntry | undefined): boolean =>
  entry?.kind === "asked" || entry?.kind === "retried";

function triesOf(entries: readonly TranscriptEntry[]): readonly Try[] {
  const tries = new Map<string, Try>();
  for (const entry of entries) {
    if (entry.kind !== "failed") continue;
    const name = `${entry.model.provider}/${entry.model.model}`;
    if (!tries.has(name)) tries.set(name, { model: entry.model, at: entry.at, message: entry.message });
  }
  return [...tries.values()];
}

function endOf(entries: readonly TranscriptEntry[], superseded: boolean): TurnTrace["end"] {
  const answer = entries.findLast((entry) => entry.kind === "answered");
  if (answer?.kind === "answered") return { kind: "answered", at: answer.at, model: answer.model };
  const last = entries.findLast((entry) => entry.kind === "gave-up" || entry.kind === "aborted");
  if (last?.kind === "gave-up") return { kind: "gave-up", at: last.at, message: last.message };
  return last?.kind === "aborted" ? { kind: "aborted" } : { kind: "open", superseded };
}
