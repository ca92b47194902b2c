import type { Evidence } from "../core/evidence.ts";
import type { GatewayId, GatewaySession, Snapshot, Wanted } from "../core/gateway.ts";
import type { EvidenceStore } from "../core/ledger.ts";
import type { Transcript } from "../core/record.ts";
import { isProofSession } from "../core/repair.ts";
import { DAY, type Clock } from "../core/time.ts";
import { findAtRest } from "./at-rest.ts";
import { readBacklog, splitBacklog } from "./backlog.ts";
import { keepCoverage, readArchived } from "./coverage.ts";
import { keepHeard, withTaken } from "./heard.ts";
import { isSilent, readLastSteps, withIdle } from "./idle.ts";
import { readJobs } from "./job-runs.ts";
import { begin, type Known } from "./known.ts";
import { joinLines } from "./lines.ts";
import { sortLogged } from "./logged.ts";
import { findLogSince } from "./log-since.ts";
import {
  ALL,
  findDirty,
  findNext,
  findOpenSince,
  findRead,
  isOther,
  keepPages,
  toMark,
  type Occasion,
} from "./news.ts";
import { findOwners, toNames } from "./owners.ts";
import { createNotes } from "./notes.ts";
import { joins, toPage } from "./page.ts";
import { showOf } from "./shown.ts";
import { createRecorder } from "./quota.ts";
import { findSettled, untilSettled } from "./readers/lone.ts";
import { readTranscripts } from "./read-transcripts.ts";
import { toRecordTime } from "./record-time.ts";
import { untilRoll, withLost } from "./rolled-log.ts";
import { createUnderstanding } from "./understand.ts";
import { isPinnedSince, toWanted, UNLISTED, withRung } from "./wanted.ts";

/** What one reading brought. */
export interface Reading {
  readonly snapshot: Snapshot;
  /** Rows of the ledger that are new or mean something else now. */
  readonly changed: number;
  /** Entries and lines that were there and could not be read. */
  readonly skipped: number;
  /** In how many milliseconds a session is to be looked at again without a sign; null when none is. */
  readonly nextIn: number | null;
  /** Something is otherwise than after the reading before. */
  readonly isNews: boolean;
}

export interface Collector {
  /** Reads what a gateway's record has gained since the last reading into the ledger. */
  read(session: GatewaySession, occasion?: Occasion, signal?: AbortSignal): Promise<Reading>;
}

/** Evidence older than this is neither read nor kept. */
export const KEPT = 30 * DAY;

/** The gateway's present state, and every session it lists, those of proofs among them. */
interface Taken {
  readonly snapshot: Snapshot;
  readonly listed: Snapshot["sessions"];
}

/** Reads one gateway's record. Owns how far it has read; the ledger keeps the part that is settled. */
export function createCollector(gateway: GatewayId, store: EvidenceStore, clock: Clock): Collector {
  let known: Known | null = null;
  const record = createRecorder(gateway, store);
  const notes = createNotes(gateway, store);

  return {
    async read(session, occasion = ALL, signal) {
      const { sources, startedAt } = session;
      const now = toRecordTime(clock(), session.now?.() ?? null);
      // Of another gateway under the same name nothing is known: neither how far it was read nor what it said.
      if ((await notes.claim(session, now)) === "other") known = null;
      known ??= await begin(store, gateway);
      const { log, pages, patterns } = known;
      const marks = known.marks.now();
      const since = await store.recordSince(gateway);
      const keptFrom = now - KEPT;
      let listing = withRung(known.listing, occasion);
      const ask = async (what: Wanted): Promise<Taken> => {
        const wanted = { ...what, touched: listing.rung.size };
        const { sessions: listed, ...taken } = await (session.renew?.(wanted, signal) ?? session.snapshot(signal));
        if (wanted.sessions !== "known") listing = { ...UNLISTED, at: now };
        const snapshot = { ...taken, sessions: listed.filter(({ key }) => !isProofSession(key)) };
        // Who wrote the configuration last tells at most what ran when it was read first.
        await notes.note(snapshot, session.version ?? (since === null ? snapshot.version : null), now);
        return { snapshot, listed };
      };

      // What may have changed, and of that what has: settings and sessions first, then the transcripts of these.
      const wanted = toWanted(occasion, known.sessions, pages, listing, now);
      const [first, tail] = await Promise.all([ask(wanted), log.next(session, now, signal)]);
      const isChanged = tail.tellsChange === true && wanted.settings === "due";
      let taken = isChanged ? await ask({ settings: "now", sessions: "known" }) : first;
      const listed = taken.snapshot.sessions;
      const owners = findOwners(tail.entries, toNames(listed, pages));
      const { unread, left, explained } = sortLogged(tail.entries, owners, occasion, pages);
      const logged = new Set([...unread, ...findSettled(known.recent, pages, { sources, rows: listed, now })]);
      const atRest = findAtRest(listed, marks.sessions, tail.entries, owners);
      const looked = { rows: listed, marks: marks.sessions, pages, logged, atRest, left, now, keptFrom };
      const dirty = findDirty(occasion, looked);
      const { asked, backlog } = splitBacklog(dirty, { occasion, pages, rows: listed, logged, from: tail.from, now });
      const heard = keepHeard(known.heard, occasion);
      const transcripts = (await readTranscripts(session, asked, keptFrom, signal)).map((one) =>
        withTaken(one, pages.get(one.session)),
      );
      // A session that has begun anew or has gone since it was listed: lines about the former one are not about it.
      if (wanted.sessions !== "all" && transcripts.some((one) => isOther(one, listed)))
        taken = await ask({ settings: "due", sessions: "all" });

      const page = withLost(tail, { occasion, pages, transcripts });
      const jobs = await readJobs(session, taken.snapshot, signal);
      const rows = new Map(taken.snapshot.sessions.map((row) => [row.key, row]));
      const fresh = new Map(transcripts.map((one) => [one.session, toPage(one, rows.get(one.session), now)]));
      const joined = joinLines({
        before: known,
        rows: [...taken.snapshot.sessions, ...jobs.rows],
        entries: page.entries,
        transcripts: [...transcripts, ...jobs.transcripts],
        pages,
        fresh,
        left,
        explained,
        atRest: occasion.kind === "all" ? atRest : null,
        now,
      });
      const { recent, lines } = joined;
      const logSince = findLogSince(page, marks, taken.snapshot, now);

      const given = { sources, now, startedAt, heard, jobs: jobs.rows, logSince };
      const understand = createUnderstanding(store, gateway, given);
      let evidence = await understand(taken.snapshot, joined.transcripts, lines);
      // What looks like nothing before, or is explained by nothing, may be the first turn under other settings or another pin.
      const isOtherwise = wanted.settings === "due" && patterns.isNew(evidence.turns);
      const isPinned = wanted.sessions === "known" && isPinnedSince(evidence.turns, listed, pages);
      if (isOtherwise || isPinned) {
        taken = await ask({ settings: isOtherwise ? "now" : "due", sessions: "new" });
        evidence = await understand(taken.snapshot, joined.transcripts, lines);
      }
      patterns.keep(evidence.turns, taken.snapshot);

      const { snapshot } = taken;
      const recorded = await record(evidence, now);
      const understandAlone = async (some: readonly Transcript[]): Promise<Evidence> => {
        const alone = await understand(snapshot, some);
        patterns.keep(alone.turns, snapshot);
        return alone;
      };
      const keeping = { session, rows: snapshot.sessions, now, keptFrom, understand: understandAlone, record };
      const older = await readBacklog(backlog, keeping, signal);
      const archived = await readArchived(session, [...taken.listed, ...jobs.rows], marks, now, signal);
      const changed = recorded.changed + older.changed;
      const newest = Math.max(0, ...snapshot.sessions.map(({ updatedAt }) => updatedAt));
      const alone = transcripts.filter((one) => !joins(one, pages.get(one.session)));
      const covered = [...alone, ...older.transcripts];
      const coverage = { sources, transcripts: covered, page, marks, since, now, newest, keptFrom };
      await keepCoverage(store, gateway, {
        ...coverage,
        snapshot,
        turns: [...evidence.turns, ...older.unknown],
        leftOut: recorded.leftOut + older.leftOut,
        archived,
        jobsUnread: jobs.unread,
        startedAt,
      });

      // As they were listed before their transcripts were read: what was touched meanwhile is read again.
      const read = [...transcripts, ...older.transcripts];
      const readNow = new Map([...fresh, ...older.pages]);
      const marked = new Map([
        ...findRead(listed, pages, marks.sessions),
        ...listed.flatMap((row) => {
          const readPage = readNow.get(row.key);
          return readPage ? [[row.key, toMark(row, readPage)] as const] : [];
        }),
      ]);
      const kept = keepPages(pages, readNow, snapshot.sessions, now);
      await known.marks.keep({ ...log.keep(page, now, findOpenSince(kept, now)), logSince }, marked, now);
      const steps = readLastSteps(known.steps, snapshot.sessions, read, session.now?.() ?? now);
      const shown = showOf(snapshot);
      const sessions = withIdle(snapshot.sessions, steps);
      const isNews = changed > 0 || shown !== known.shown || isSilent(sessions);
      known = { ...known, sessions: snapshot.sessions, listing, recent, pages: kept, heard, steps, shown };
      const told = { sources, rows: snapshot.sessions, now };
      const nextIn = [findNext(kept, now), untilRoll(log.rollsAt(), kept, now), untilSettled(recent, told)].reduce(
        toEarliest,
      );
      const skipped = read.reduce((sum, transcript) => sum + transcript.skipped, page.skipped);
      return { snapshot: { ...snapshot, sessions }, changed, skipped, nextIn, isNews };
    },
  };
}

const toEarliest = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.min(a, b);
