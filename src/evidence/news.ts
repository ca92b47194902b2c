import type { Bell, SessionRow } from "../core/gateway.ts";
import type { ReadMark, ReadMarks } from "../core/ledger.ts";
import type { LogEntry, Transcript } from "../core/record.ts";
import { SECOND, type Instant } from "../core/time.ts";
import { findPlace } from "../lib/find-place.ts";
import { dueAt, toPinName, type Page } from "./page.ts";
import { LONGEST_TURN, toAsked, type Asked } from "./read-transcripts.ts";

/** Why a record is read: all of it may have changed, or somebody rang, or, without a bell, it is time to look. */
export type Occasion =
  | { readonly kind: "all" }
  | {
      readonly kind: "look";
      readonly bells: readonly Bell[];
      /** What rang of turns that go on, and is to be read a moment later. */
      readonly awaited?: readonly Bell[];
      /** For the first time over a new link, so that whatever was under way may have ended meanwhile. */
      readonly isLinked?: boolean;
      /** Somebody has just set the gateway otherwise. */
      readonly wasSet?: boolean;
    };

export const ALL: Occasion = { kind: "all" };

type Pages = ReadonlyMap<string, Page>;

/** Whether the end of a run was read, and nothing after it. */
const endsWith = (page: Page | undefined, run: string): page is Page =>
  page !== undefined && !page.isOpen && page.runs.at(-1) === run;

/** A turn rings more than once when it ends: what rings for one whose end was read says nothing new. */
export const isHeeded = ({ session, run }: Bell, pages: Pages): boolean =>
  session !== null && run !== null && endsWith(pages.get(session), run);

/** Whether a row was touched by nothing but a turn whose end was read, and its session is set as it was then. */
const isRead = ({ running, lastRun, updatedAt, pin }: SessionRow, page: Page | undefined): boolean =>
  running === false &&
  lastRun !== undefined &&
  endsWith(page, lastRun) &&
  page.readAt >= updatedAt &&
  page.pin === toPinName(pin);

/** Sessions whose rows tell of nothing but turns that were read: their marks, without reading them again. */
export const findRead = (rows: readonly SessionRow[], pages: Pages, marks: ReadMarks["sessions"]) =>
  rows.flatMap((row) => {
    const page = pages.get(row.key);
    const isNew = marks.get(row.key)?.updatedAt !== row.updatedAt && isRead(row, page);
    return page && isNew ? [[row.key, toMark(row, page)] as const] : [];
  });

/** How far a session was read with a page. */
export const toMark = ({ updatedAt }: SessionRow, page: Page): ReadMark => ({
  updatedAt,
  readAt: page.readAt,
  isAtRest: dueAt(page) === null,
});

/** A bell announces a question and what came of it; nothing announces more. */
const ROOM = { rung: 6, looked: 2, unknown: 20 } as const;
/** Sessions that are looked at without a sign, at one reading: the others wait for the next. */
const LOOKED_AT = 3;
/** Where nobody knows whose a bell was, the sessions that were touched last are read. */
const NAMELESS = 12;

/** What is known when it is decided what to read. */
export interface Known {
  readonly rows: readonly SessionRow[];
  readonly marks: ReadMarks["sessions"];
  readonly pages: Pages;
  /** Sessions that new lines of the log are about. */
  readonly logged: ReadonlySet<string>;
  /** Sessions of which everything is in the ledger. */
  readonly atRest: ReadonlySet<string>;
  /** Sessions whose turns go on and are to be read a moment later. */
  readonly left: ReadonlySet<string>;
  readonly now: Instant;
  readonly keptFrom: Instant;
}

/** The sessions to be read, and how: those of which something says that they have changed. */
export function findDirty(occasion: Occasion, known: Known): readonly Asked[] {
  const { marks, pages, now, atRest } = known;
  const rows = known.rows.filter(({ updatedAt }) => updatedAt > known.keptFrom);
  if (occasion.kind === "all") return rows.filter(({ key }) => !atRest.has(key)).map(({ key }) => toAsked(key, marks));
  const { isLinked = false } = occasion;
  const bells = occasion.bells.filter((bell) => !isHeeded(bell, pages));
  const isDone = (row: SessionRow): boolean => isRead(row, pages.get(row.key));
  const rung = new Set([...bells.flatMap(({ session }) => session ?? []), ...known.logged]);
  const recent = bells.some(({ session }) => session === null)
    ? rows.filter(({ updatedAt }) => updatedAt > now - LONGEST_TURN).toSorted((a, b) => b.updatedAt - a.updatedAt)
    : [];
  for (const { key } of recent.slice(0, NAMELESS)) rung.add(key);
  const isTouched = (row: SessionRow): boolean =>
    (marks.get(row.key)?.updatedAt !== row.updatedAt && !isDone(row)) || (!pages.has(row.key) && !atRest.has(row.key));
  const isDirty = (row: SessionRow): boolean => rung.has(row.key) || (!known.left.has(row.key) && isTouched(row));
  const isDue = ({ key }: SessionRow): boolean => {
    const page = pages.get(key);
    if (page?.isOpen && isLinked) return true;
    const due = page === undefined ? null : dueAt(page);
    return due !== null && due <= now;
  };
  const dirty = rows.filter(isDirty);
  const isOpen = ({ key }: SessionRow): boolean => Boolean(pages.get(key)?.isOpen || pages.get(key)?.isRunning);
  const due = rows
    .filter((row) => !isDirty(row) && isDue(row))
    .toSorted((a, b) => Number(isOpen(b)) - Number(isOpen(a)));
  return [
    ...dirty.map(({ key }) => ask(key, known, ROOM.rung)),
    ...due.slice(0, LOOKED_AT).map(({ key }) => ask(key, known, ROOM.looked)),
  ];
}

function ask(key: string, { pages, marks }: Known, more: number): Asked {
  const page = pages.get(key);
  return page === undefined ? toAsked(key, marks, ROOM.unknown) : { key, length: page.tail + more, back: page.settled };
}

/** How far a line and what it is about may lie apart. */
const NEAR = 15 * SECOND;

/** Transcripts read before, of sessions that were at work when lines were written which do not say whose they are. */
export function findNearby(lines: readonly LogEntry[], pages: Pages): readonly Transcript[] {
  if (lines.length === 0) return [];
  const instants = lines.map(({ at }) => at).toSorted((a, b) => a - b);
  const isNear = ({ at }: { readonly at: Instant }): boolean =>
    (instants[findPlace(instants, at - NEAR)] ?? Infinity) <= at + NEAR;
  return [...pages.values()].flatMap(({ transcript }) => (transcript?.entries.some(isNear) ? [transcript] : []));
}

/** Whether a transcript is not that of the session that is listed under its name. */
export function isOther({ session, sessionId, entries }: Transcript, rows: readonly SessionRow[]): boolean {
  const row = rows.find(({ key }) => key === session);
  if (row === undefined || row.sessionId === null) return row === undefined;
  return sessionId === null ? entries.length === 0 : sessionId !== row.sessionId;
}

/** In how many milliseconds a session is due; those that had to wait for others come a moment later. Null: none is. */
export function findNext(pages: Pages, now: Instant): number | null {
  const due = [...pages.values()].flatMap((page) => dueAt(page) ?? []);
  return due.length === 0 ? null : Math.max(SECOND, Math.min(...due) - now);
}

/** Since when turns are under way; infinite where none is. */
export const findOpenSince = (pages: Pages, now: Instant): Instant =>
  Math.max(now - LONGEST_TURN, Math.min(...[...pages.values()].map(({ openSince }) => openSince)));

/** Entries that are remembered of all sessions together; of those that were used last, where there are more. */
const MOST_ENTRIES = 100_000;

/** What is remembered of pages: all that joins pages on to each other, and the entries as long as lines may be about them. */
export function keepPages(
  before: Pages,
  read: ReadonlyMap<string, Page>,
  rows: readonly SessionRow[],
  now: Instant,
): Pages {
  const kept = new Map([...before, ...read]);
  const listed = new Set(rows.map(({ key }) => key));
  for (const key of kept.keys()) if (!listed.has(key)) kept.delete(key);
  let entries = 0;
  const remembered = [...kept].filter(([, { transcript }]) => transcript !== null);
  for (const [key, page] of remembered.toSorted(([, a], [, b]) => b.lastAt - a.lastAt)) {
    entries += page.transcript?.entries.length ?? 0;
    if (page.lastAt < now - LONGEST_TURN || entries > MOST_ENTRIES)
      kept.set(key, { ...page, transcript: null, runs: [] });
  }
  return kept;
}
