import type { SessionRow } from "../core/gateway.ts";
import type { LogEntry, Transcript } from "../core/record.ts";
import type { Instant } from "../core/time.ts";
import { findNearby } from "./news.ts";
import { findOwners, toNames } from "./owners.ts";
import type { Page } from "./page.ts";
import { LONGEST_TURN } from "./read-transcripts.ts";
import { forgetSessions } from "./recent-lines.ts";

/** Lines of the log and the transcripts they are to be understood with. */
interface Joined {
  /** Lines that transcripts may still explain, the new ones last. */
  readonly recent: readonly LogEntry[];
  /** Of these, the ones that are about `transcripts`, or do not say whom they are about. */
  readonly lines: readonly LogEntry[];
  readonly transcripts: readonly Transcript[];
}

interface Parts {
  readonly before: { readonly recent: readonly LogEntry[]; readonly sessions: readonly SessionRow[] };
  readonly rows: readonly SessionRow[];
  readonly entries: readonly LogEntry[];
  readonly transcripts: readonly Transcript[];
  readonly pages: ReadonlyMap<string, Page>;
  readonly fresh: ReadonlyMap<string, Page>;
  /** Sessions whose lines are left for later, … */
  readonly left: ReadonlySet<string>;
  /** … and those whose new lines are about what was read of them before. */
  readonly explained: ReadonlySet<string>;
  /** Where all is read that is not in the ledger: the sessions that are, with what is said of them. Null elsewhere. */
  readonly atRest: ReadonlySet<string> | null;
  readonly now: Instant;
}

/** Lines that are remembered: whoever writes more within half an hour has the oldest of them forgotten. */
const MOST_LINES = 20_000;

/**
 * Puts lines together with the transcripts that were read. A line is left for later where the transcript it is about is
 * not at hand: without that it would be taken for a turn that left none.
 */
export function joinLines({
  before,
  rows,
  entries,
  transcripts,
  pages,
  fresh,
  left,
  explained,
  atRest,
  now,
}: Parts): Joined {
  const known = forgetSessions(before.recent, before.sessions, rows).filter(({ at }) => at > now - LONGEST_TURN);
  const young = known.slice(Math.max(0, known.length + entries.length - MOST_LINES));
  const recent = [...young, ...entries];
  const owners = findOwners(recent, toNames(rows, [...pages, ...fresh]));
  const nameless = entries.filter((_, index) => owners[young.length + index] === null);
  const old = [...explained].flatMap((key) => pages.get(key)?.transcript ?? []);
  const read = new Set([...old, ...findNearby(nameless, pages)]);
  const nearby = [...read].filter(({ session }) => !fresh.has(session) && !left.has(session));
  const all = [...transcripts, ...nearby];
  const about = new Set(all.map(({ session }) => session));
  const isAbout = (owner: string | null): boolean =>
    owner === null || about.has(owner) || (atRest !== null && !atRest.has(owner));
  const lines = recent.filter((_, index) => isAbout(owners[index] ?? null));
  return { recent, lines, transcripts: all };
}
