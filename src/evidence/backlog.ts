import type { Evidence, Turn } from "../core/evidence.ts";
import type { GatewaySession, SessionRow } from "../core/gateway.ts";
import type { Recorded } from "../core/ledger.ts";
import type { Transcript } from "../core/record.ts";
import type { Instant } from "../core/time.ts";
import { keepPages, type Occasion } from "./news.ts";
import { toPage, type Page } from "./page.ts";
import { LONGEST_TURN, readTranscripts, type Asked } from "./read-transcripts.ts";

/** Sessions of a backlog whose transcripts are held at once. */
const AT_ONCE = 50;

/** What is asked of a gateway at its first reading: sessions that its log may be about, and all others some at a time. */
interface Split {
  readonly asked: readonly Asked[];
  readonly backlog: readonly (readonly Asked[])[];
}

interface Beside {
  readonly occasion: Occasion;
  readonly pages: ReadonlyMap<string, Page>;
  readonly rows: readonly SessionRow[];
  /** Sessions that lines of the log name, and when its first line was written. */
  readonly logged: ReadonlySet<string>;
  readonly from: Instant | null;
  readonly now: Instant;
}

/**
 * Sessions that were at rest before the log begins are understood without it, and without each other: however many
 * there are, no more are held at once than need be. The newest of them come first, in case there is no room for all.
 */
export function splitBacklog(all: readonly Asked[], { occasion, pages, rows, logged, from, now }: Beside): Split {
  if (occasion.kind !== "all" || pages.size > 0) return { asked: all, backlog: [] };
  const begins = Math.min(now, from ?? now) - LONGEST_TURN;
  const isOld = ({ key, updatedAt, running }: SessionRow): boolean =>
    updatedAt < begins && running !== true && !logged.has(key);
  const old = new Map(rows.filter(isOld).map(({ key, updatedAt }) => [key, updatedAt]));
  const touched = ({ key }: Asked): Instant => old.get(key) ?? 0;
  const rest = all.filter(({ key }) => old.has(key)).toSorted((a, b) => touched(b) - touched(a));
  const backlog = Array.from({ length: Math.ceil(rest.length / AT_ONCE) }, (_, index) =>
    rest.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
  );
  return { asked: all.filter(({ key }) => !old.has(key)), backlog };
}

/** What remains of a backlog once it is in the ledger. */
interface Kept extends Recorded {
  /** With their first and their last entry alone. */
  readonly transcripts: readonly Transcript[];
  readonly pages: ReadonlyMap<string, Page>;
  /** The newest of each part of which nobody knows why another model answered. */
  readonly unknown: readonly Turn[];
}

interface Keeping {
  readonly session: GatewaySession;
  readonly rows: readonly SessionRow[];
  readonly now: Instant;
  readonly keptFrom: Instant;
  readonly understand: (transcripts: readonly Transcript[]) => Promise<Evidence>;
  readonly record: (evidence: Evidence, now: Instant) => Promise<Recorded>;
}

/** Reads sessions and keeps what they tell before it reads the next ones. */
export async function readBacklog(
  backlog: Split["backlog"],
  { session, rows, now, keptFrom, understand, record }: Keeping,
  signal?: AbortSignal,
): Promise<Kept> {
  const rowOf = new Map(rows.map((row) => [row.key, row]));
  const transcripts: Transcript[] = [];
  const unknown: Turn[] = [];
  let [changed, leftOut] = [0, 0];
  let pages: Kept["pages"] = new Map();
  for (const some of backlog) {
    const read = await readTranscripts(session, some, keptFrom, signal);
    const evidence = await understand(read);
    const recorded = await record(evidence, now);
    changed += recorded.changed;
    leftOut += recorded.leftOut;
    const fresh = new Map(read.map((one) => [one.session, toPage(one, rowOf.get(one.session), now)]));
    pages = keepPages(pages, fresh, rows, now);
    transcripts.push(...read.map(shorten));
    const doubtful = evidence.turns.filter(({ judged }) => judged === "unknown");
    unknown.push(...doubtful.toSorted((a, b) => b.at - a.at).slice(0, 1));
  }
  return { changed, leftOut, transcripts, pages, unknown };
}

const shorten = (transcript: Transcript): Transcript => {
  const { entries } = transcript;
  return { ...transcript, entries: entries.length <= 2 ? entries : [...entries.slice(0, 1), ...entries.slice(-1)] };
};
