import type { SessionRow } from "../core/gateway.ts";
import { formatModel } from "../core/model.ts";
import type { Transcript } from "../core/record.ts";
import { readSessionKey } from "../core/session-key.ts";
import { MINUTE, SECOND, type Instant } from "../core/time.ts";
import { isUndecided } from "./exhausted.ts";
import { LONGEST_TURN } from "./read-transcripts.ts";
import { traceTurns } from "./turns.ts";

/** What is remembered of a session's transcript as it was read last. */
export interface Page {
  readonly sessionId: string | null;
  readonly readAt: Instant;
  /** Turns asked before this instant are over: a page that reaches back beyond it joins on to what was read before. */
  readonly settled: Instant;
  /** When something happened in it last, as far as its row or its entries tell. */
  readonly lastAt: Instant;
  /** Something may still come of what was read: an open turn, or a touched row that no entry explains. */
  readonly isOpen: boolean;
  /** When what may still come of it began; infinite where nothing does. */
  readonly openSince: Instant;
  /** By the gateway's own word a run is under way: how long it has been silent is looked at as long as it is. */
  readonly isRunning: boolean;
  /** The gateway says when a run is under way, and touches the row when it ends. */
  readonly tellsRuns: boolean;
  readonly runs: readonly string[];
  /** What its session was set to by itself when it was read. */
  readonly pin: string;
  /** How many of the newest entries reach back to what is settled. */
  readonly tail: number;
  /** Its newest entries; null once nothing of the log can be about them any more. */
  readonly transcript: Transcript | null;
}

/** Entries that are kept besides those that are not settled: lines of the log may still be about them. */
const KEPT = 20;
/** A row and its newest entry are written down one after the other. */
const BESIDE = 5 * SECOND;
/** Turns that no run names are told apart by their distance: so much is read of what lies before. */
const APART = 2 * MINUTE + 1;

export function toPage(transcript: Transcript, row: SessionRow | undefined, now: Instant): Page {
  const { entries, sessionId } = transcript;
  const traces = traceTurns(transcript);
  const open = traces.filter(({ end, lastAt }) => end.kind === "open" && lastAt > now - LONGEST_TURN);
  const undecided = open.filter((trace) => isUndecided(trace, now));
  const newest = entries.at(-1)?.at ?? 0;
  const updatedAt = row?.updatedAt ?? 0;
  const isNamed = entries.every(({ run }) => run !== null);
  const isRunning = row?.running === true;
  // Of jobs it tells no run (2026.6.1), and touches the row when they begin alone.
  const tellsRuns = row !== undefined && row.running !== null && readSessionKey(row.key).job === null;
  const isUnexplained = !tellsRuns && updatedAt > newest + BESIDE;
  // The last turn is read again: where a page begins, the first one lacks its beginning and is left out.
  const last = traces.at(-1)?.askedAt ?? entries[0]?.at ?? 0;
  const settled = Math.min(last, ...open.map(({ askedAt }) => askedAt)) - (isNamed ? 0 : APART);
  const tail =
    entries.length -
    Math.max(
      0,
      entries.findLastIndex(({ at }) => at < settled),
    );
  return {
    sessionId,
    readAt: now,
    settled,
    tail,
    lastAt: Math.max(newest, updatedAt),
    isOpen: isUnexplained || undecided.length > 0,
    openSince: Math.min(
      ...undecided.map(({ askedAt }) => askedAt),
      isUnexplained ? updatedAt - BESIDE : Infinity,
      isRunning ? settled : Infinity,
    ),
    isRunning,
    tellsRuns,
    pin: toPinName(row?.pin ?? null),
    runs: [...new Set(traces.flatMap(({ runs }) => runs))],
    transcript: shorten(transcript, tail + KEPT),
  };
}

export const toPinName = (pin: SessionRow["pin"]): string =>
  pin === null || pin === "unknown" ? "" : `${formatModel(pin.model)} by ${pin.by}`;

const shorten = (transcript: Transcript, length: number): Transcript =>
  transcript.entries.length <= length
    ? transcript
    : { ...transcript, entries: transcript.entries.slice(-length), complete: false };

/** How long after the last sign of an open turn it is looked at again: when its silence may mean something, then more seldom. */
const LOOKS = [4, 19, 45, 90, 180, 360, 720, 905, 1_500, 1_800].map((seconds) => seconds * SECOND);

/**
 * When a session is to be read again although nothing tells of anything new; null when not. Where a gateway touches a
 * row only at the start of a turn, what nobody heard of is found once no turn can be under way any more.
 */
export function dueAt({ isOpen, isRunning, tellsRuns, lastAt, readAt }: Page): Instant | null {
  if (isRunning) return readAt + MINUTE;
  const age = Math.max(0, readAt - lastAt);
  const next = isOpen ? LOOKS.find((look) => look > age) : tellsRuns || age >= LONGEST_TURN ? undefined : LONGEST_TURN;
  return next === undefined ? null : lastAt + next;
}

/** Whether a page joins on to what was read before: it leaves nothing out, and begins nowhere. */
export const joins = ({ complete, sessionId, entries }: Transcript, before: Page | undefined): boolean =>
  !complete && before !== undefined && before.sessionId === sessionId && (entries[0]?.at ?? 0) < before.settled;
