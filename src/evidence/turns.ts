import { isIdentical, type ModelRef } from "../core/model.ts";
import type { Refused, Transcript, TranscriptEntry } from "../core/record.ts";
import type { Instant } from "../core/time.ts";
import { costOf } from "./cost.ts";
import { cutOf, INTERLEAVED, isWithoutEnd, readRetried, REPEATED, type Retried } from "./retried.ts";
import { AGAIN, isSameRun, type Beside } from "./same-run.ts";
import { triesOf, type NamedTries, type Try } from "./tries.ts";
import { keyOf } from "./turn-key.ts";
import { isNextUnasked } from "./unasked.ts";

/** A question and everything that was tried to answer it. */
export interface TurnTrace {
  readonly key: string;
  readonly session: string;
  readonly sessionId: string | null;
  /** The run it was asked in first; another one where the question had to wait. */
  readonly runs: readonly string[];
  readonly askedAt: Instant;
  /** The gateway asked by itself, to see whether there is something to do. */
  readonly isHeartbeat: boolean;
  readonly lastAt: Instant;
  readonly tries: readonly Try[];
  /** The runs that the log alone names for these tries. */
  readonly triedIn: readonly string[];
  /** How the same model was asked again and again, far more often than any gateway means to; null as it mostly is. */
  readonly retried: Omit<Retried, "key"> | null;
  /** The question was put again and nothing came of it yet: another model is at work. */
  readonly retrying: boolean;
  readonly end:
    | {
        readonly kind: "answered";
        readonly at: Instant;
        readonly model: ModelRef;
        readonly api: string | null;
        readonly reported: string | null;
        /** With the steps before it (US dollars); null where the price of one is not known. */
        readonly cost: number | null;
      }
    | { readonly kind: "gave-up"; readonly at: Instant; readonly refused: readonly Refused[] }
    | { readonly kind: "aborted" }
    /** Nothing says yet that it is over; `superseded` when the session has moved on to another question. */
    | { readonly kind: "open"; readonly superseded: boolean };
}

type Asked = Extract<TranscriptEntry, { kind: "asked" }>;

interface Draft {
  readonly asked: Omit<Asked, "kind"> | null;
  readonly entries: TranscriptEntry[];
}

/**
 * Groups a transcript into turns. Older releases repeat the question for every model they try, so an
 * equal question with no answer in between goes on with the same turn.
 */
export function traceTurns(
  transcript: Transcript,
  beside: Beside = { known: [], tries: new Map() },
): readonly TurnTrace[] {
  const drafts: Draft[] = [];
  /** The newest turn of each run. */
  const byRun = new Map<string, Draft>();
  const noteRun = (run: string | null, draft: Draft): void => {
    if (run !== null) byRun.set(run, draft);
  };
  // Turns of one session may be tried side by side: what follows a question belongs to that question.
  let current: Draft | undefined;
  for (const entry of transcript.entries) {
    const resent = takeResent(drafts, current, entry, transcript, beside);
    if (resent) noteRun(resent.asked?.run ?? null, resent);
    const draft = resent ?? findDraft(drafts, byRun, current, entry, beside);
    current = draft ?? { asked: entry.kind === "asked" ? entry : null, entries: [] };
    if (draft || entry.kind !== "asked") current.entries.push(entry);
    if (!draft) drafts.push(current);
    noteRun(entry.run, current);
  }
  return dropCut(transcript, drafts, beside).map((draft, index, all) =>
    toTrace(transcript, draft, index < all.length - 1, beside),
  );
}

/** The turn an entry goes on with. Where runs are named they decide; else an end ends a turn. */
function findDraft(
  drafts: readonly Draft[],
  byRun: ReadonlyMap<string, Draft>,
  current: Draft | undefined,
  entry: TranscriptEntry,
  beside: Beside,
): Draft | undefined {
  if (current === undefined) return undefined;
  const isNamed = hasRun(current);
  if (isNamed && entry.run !== null) return byRun.get(entry.run) ?? findWaiting(current, entry);
  if (entry.kind !== "asked") {
    const before = current.asked === null ? current.entries.at(-1) : undefined;
    return isOver(current) || (before && isNextUnasked(before, entry, beside.tries)) ? undefined : current;
  }
  if (entry.run !== null || isNamed) return undefined;
  return drafts.findLast((draft) => {
    if (draft.asked?.prompt !== entry.prompt) return false;
    const pause = entry.at - lastOf(draft);
    return pause < (draft === current ? REPEATED : INTERLEAVED) && !isOver(draft);
  });
}

/**
 * A repeated question that goes to a model which has already failed in its turn was sent again by a person, unless
 * it is known to be the same run: a chain asks no model twice. Only the model tells, so the question is taken out of
 * the old turn when that is known.
 */
function takeResent(
  drafts: Draft[],
  current: Draft | undefined,
  entry: TranscriptEntry,
  transcript: Transcript,
  beside: Beside,
): Draft | undefined {
  const question = current?.entries.at(-1);
  if (current === undefined || question?.kind !== "asked" || !("model" in entry)) return undefined;
  const before = current.entries.at(-2);
  const isTried = triesOf(current.entries).some(({ model }) => isIdentical(model, entry.model));
  if (before === undefined || question.at - before.at < AGAIN || !isTried) return undefined;
  if (isSameRun({ transcript, question, before, entry }, beside)) return undefined;
  current.entries.pop();
  const resent: Draft = { asked: question, entries: [] };
  drafts.push(resent);
  return resent;
}

/** A question that had to wait for another turn is answered by a run of another name. */
const findWaiting = (current: Draft, { kind }: TranscriptEntry): Draft | undefined =>
  kind !== "asked" && current.entries.length === 0 ? current : undefined;

/** Of a transcript that was cut, the first turns may lack their beginning and would get another key. */
function dropCut(transcript: Transcript, drafts: readonly Draft[], { tries }: Beside): readonly Draft[] {
  if (transcript.complete) return drafts;
  const cut = cutOf(transcript);
  return drafts
    .filter((draft, index) => index > 0 || isWithoutEnd(draft, tries))
    .filter(
      (draft) =>
        isWithoutEnd(draft, tries) || runsOf(draft).length > 0 || (draft.asked?.at ?? draft.entries[0]?.at ?? 0) >= cut,
    );
}

const isOver = (draft: Draft): boolean =>
  draft.entries.some((entry) => entry.kind === "answered" || entry.kind === "gave-up" || entry.kind === "aborted");

const hasRun = ({ asked, entries }: Draft): boolean =>
  (asked?.run ?? null) !== null || entries.some(({ run }) => run !== null);

function runsOf({ asked, entries }: Draft): readonly string[] {
  const runs = asked === null || asked.run === null ? [] : [asked.run];
  for (const { run } of entries) if (run !== null && !runs.includes(run)) runs.push(run);
  return runs;
}

const lastOf = ({ asked, entries }: Draft): Instant => entries.at(-1)?.at ?? asked?.at ?? 0;

function toTrace(transcript: Transcript, draft: Draft, superseded: boolean, beside: Beside): TurnTrace {
  const { session, sessionId } = transcript;
  const askedAt = draft.asked?.at ?? draft.entries[0]?.at ?? 0;
  const runs = runsOf(draft);
  const retried = readRetried(transcript, draft, beside);
  return {
    key: retried?.key ?? keyOf(transcript, runs[0], askedAt),
    retried,
    session,
    sessionId,
    runs,
    askedAt,
    // Newer releases write down the answer alone.
    isHeartbeat: draft.asked === null || draft.asked.isHeartbeat === true,
    lastAt: lastOf(draft),
    tries: triesOf(draft.entries),
    triedIn: triedIn(draft.entries, beside.tries),
    retrying: isQuestion(draft.entries.at(-1)),
    end: endOf(draft.entries, superseded),
  };
}

const triedIn = (entries: readonly TranscriptEntry[], tries: NamedTries): readonly string[] =>
  tries.size === 0 ? [] : [...new Set(entries.flatMap((entry) => tries.get(entry)?.run ?? []))];

const isQuestion = (entry: TranscriptEntry | undefined): boolean =>
  entry?.kind === "asked" || entry?.kind === "retried";

function endOf(entries: readonly TranscriptEntry[], superseded: boolean): TurnTrace["end"] {
  const answer = entries.findLast((entry) => entry.kind === "answered");
  if (answer?.kind === "answered") {
    const { at, model, api = null, reported = null } = answer;
    return { kind: "answered", at, model, api, reported, cost: costOf(entries) };
  }
  const last = entries.findLast((entry) => entry.kind === "gave-up" || entry.kind === "aborted");
  if (last?.kind === "gave-up") return { kind: "gave-up", at: last.at, refused: last.refused };
  return last?.kind === "aborted" ? { kind: "aborted" } : { kind: "open", superseded };
}
