import type { GatewaySession } from "../core/gateway.ts";
import type { ReadMarks } from "../core/ledger.ts";
import { MOST_ENTRIES, type Transcript } from "../core/record.ts";
import { MINUTE, type Instant } from "../core/time.ts";

/** A turn may go on for this long after its session was touched last (3.2 touches it only at the start). */
export const LONGEST_TURN = 30 * MINUTE;
/** Entries that are asked for of a session that was never read, and of one that was until the page reaches back. */
const LENGTHS = { first: MOST_ENTRIES, again: 100 } as const;
const AT_ONCE = 4;
/** Pages of a session that are read at most. */
const MOST_PAGES = 10;

type Marks = ReadMarks["sessions"];

/** How one session is to be read. */
export interface Asked {
  readonly key: string;
  /** The newest entries that will do as a rule. */
  readonly length: number;
  /** A page that reaches back beyond this leaves nothing out; null where all there is must be read. */
  readonly back: Instant | null;
}

/** How to read a session of which nothing is known but when it was read: what was open then may be over now. */
export function toAsked(key: string, marks: Marks, length: number = LENGTHS.again): Asked {
  const readAt = marks.get(key)?.readAt ?? null;
  return { key, length, back: readAt === null ? null : readAt - LONGEST_TURN };
}

/**
 * Reads the newest entries of sessions, and as many more as it takes to join on to what was read before; where nothing was,
 * those since `keptFrom`.
 */
export async function readTranscripts(
  session: GatewaySession,
  asked: readonly Asked[],
  keptFrom: Instant,
  signal?: AbortSignal,
): Promise<readonly Transcript[]> {
  const transcripts: Transcript[] = [];
  const waiting = [...asked];
  const work = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift())
      transcripts.push(await readOne(session, one, keptFrom, signal));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return transcripts;
}

const isEnough = ({ complete, entries }: Transcript, from: Instant): boolean =>
  complete || (entries[0]?.at ?? 0) < from;

async function readOne(
  session: GatewaySession,
  { key, length, back }: Asked,
  keptFrom: Instant,
  signal?: AbortSignal,
): Promise<Transcript> {
  const lengths = back === null ? [] : [length, LENGTHS.again].filter((one) => one >= length && one < LENGTHS.first);
  for (const limit of new Set(lengths)) {
    const page = await session.transcript(key, limit, signal);
    if (isEnough(page, back ?? 0)) return page;
  }
  let read = await session.transcript(key, LENGTHS.first, signal);
  for (let pages = 1; pages < MOST_PAGES && !isEnough(read, back ?? keptFrom); pages += 1) {
    if (read.older === undefined || session.older === undefined) break;
    read = await session.older(read, signal);
  }
  return read;
}
