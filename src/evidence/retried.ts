import type { RetriedTurn } from "../core/evidence.ts";
import type { Transcript, TranscriptEntry } from "../core/record.ts";
import { MINUTE, type Instant } from "../core/time.ts";
import { countMoves, type NamedTries } from "./tries.ts";

/** So many failures of one question no chain of models explains, nor a person who sends it again. */
const ENDLESS = 50;
/** So often does no run that ends move on from the same model; its run is named by the log. */
const BEGUN_ANEW = 5;
/** A question repeated after this long is a new one: nobody retries that late. */
export const REPEATED = 15 * MINUTE;
/** Some releases retry several turns at once, without end; so far apart lie two tries of one turn then. */
export const INTERLEAVED = 2 * MINUTE;

/** A question, and what was read of it. */
interface Asked {
  readonly asked: { readonly at: Instant; readonly prompt: string } | null;
  readonly entries: readonly TranscriptEntry[];
}

/** A turn that is tried without end, as far as one page of its session and what was read before tell. */
export type Retried = Pick<RetriedTurn, "prompt" | "failures" | "exact" | "since"> & {
  /** The name it was first read under; null when this page is the first. */
  readonly key: string | null;
};

export const isWithoutEnd = ({ entries }: Pick<Asked, "entries">, tries: NamedTries): boolean =>
  (entries.length >= ENDLESS && failuresOf(entries).length >= ENDLESS) || countMoves(entries, tries) >= BEGUN_ANEW;

const failuresOf = (entries: readonly TranscriptEntry[]) => entries.filter(({ kind }) => kind === "failed");

/** Null for a turn that is none. `known`: such turns as they were read before; their beginning leaves the page meanwhile. */
export function readRetried(
  transcript: Transcript,
  turn: Asked,
  { known, tries }: { readonly known: readonly RetriedTurn[]; readonly tries: NamedTries },
): Retried | null {
  const { entries } = turn;
  if (known.length === 0 && !isWithoutEnd(turn, tries)) return null;
  const prompt = promptOf(turn);
  const first = turn.asked?.at ?? entries[0]?.at ?? 0;
  // Its lines may have been read before a restart.
  const isKnown = known.some((one) => isGoingOn(one, transcript.session, prompt, first));
  if (!isKnown && !isWithoutEnd(turn, tries)) return null;
  const failures = failuresOf(entries);
  const isWhole = transcript.complete || (turn.asked !== null && first >= cutOf(transcript));
  const before = isWhole ? undefined : known.find((one) => isSame(one, transcript.session, prompt, first));
  if (before === undefined) return { key: null, prompt, failures: failures.length, exact: isWhole, since: first };
  const fresh = failures.filter(({ at }) => at > before.lastAt);
  // A page that does not reach back to the reading before leaves some out.
  const exact = before.exact && first <= before.lastAt;
  return { key: before.key, prompt, failures: before.failures + fresh.length, exact, since: before.since };
}

/** Before this a page that was cut may hold the middle of a turn whose beginning it does not show. */
export const cutOf = ({ entries }: Transcript): Instant => (entries[0]?.at ?? 0) + INTERLEAVED;

const isSame = (one: RetriedTurn, session: string, prompt: string, first: Instant): boolean =>
  one.session === session && one.prompt === prompt && first <= one.lastAt + REPEATED;

/** Whether a question of that instant is one of the repetitions of a turn that was read before. */
export const isGoingOn = (one: RetriedTurn, session: string, prompt: string, at: Instant): boolean =>
  one.session === session &&
  one.prompt === prompt &&
  at >= one.since &&
  at <= one.lastAt + (one.over ? 0 : INTERLEAVED);

/** Of a turn whose beginning was cut, one of its repetitions. */
const promptOf = ({ asked, entries }: Asked): string =>
  asked?.prompt ?? entries.find((entry) => entry.kind === "asked")?.prompt ?? "";
