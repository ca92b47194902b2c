import type { Turn } from "../core/evidence.ts";
import type { SessionRow, Wanted } from "../core/gateway.ts";
import { isIdentical } from "../core/model.ts";
import { SECOND, type Instant } from "../core/time.ts";
import { isHeeded, type Occasion } from "./news.ts";
import type { Page } from "./page.ts";

/** When a gateway listed its sessions last, and the sessions that rang since. */
export interface Listing {
  readonly at: Instant;
  readonly rung: ReadonlySet<string>;
}

export const UNLISTED: Listing = { at: -Infinity, rung: new Set() };

/** A row may follow the turns that touched it by so much: the list of sessions would be a third of all calls. */
const LISTED_EVERY = 10 * SECOND;

export const withRung = ({ at, rung }: Listing, occasion: Occasion): Listing => ({
  at,
  rung: occasion.kind === "all" ? rung : new Set([...rung, ...occasion.bells.flatMap(({ session }) => session ?? [])]),
});

/** Its gateway names the run that touched it last, and none is under way: what touches it next shows in its transcript. */
const namesRuns = ({ running, lastRun }: SessionRow): boolean => running === false && lastRun !== undefined;

/**
 * What to ask for first: a bell says whose it is, a poll looks for sessions that were touched without one. Of a turn
 * that ended, and of one that goes on, the transcript and the log tell all there is; the row follows some seconds
 * later where it names the run that touched it, and is told at once where nothing would say that it was read.
 */
export function toWanted(
  occasion: Occasion,
  rows: readonly SessionRow[],
  pages: ReadonlyMap<string, Page>,
  listing: Listing,
  now: Instant,
): Wanted {
  if (occasion.kind === "all") return { settings: "now", sessions: "all" };
  const { bells, isLinked = false, wasSet = false } = occasion;
  const age = now - listing.at;
  const isListed = !isLinked && age >= 0 && age < LISTED_EVERY;
  const isKnown = bells.every(
    (bell) => isHeeded(bell, pages) || rows.some((row) => row.key === bell.session && (!bell.isOver || namesRuns(row))),
  );
  const sessions = bells.length > 0 && isListed && isKnown ? "known" : "new";
  return { settings: wasSet ? "now" : "due", sessions };
}

/**
 * Whether a model has answered, since its session was read last, that nothing known of it explains: somebody may have set it
 * otherwise.
 */
export function isPinnedSince(
  turns: readonly Turn[],
  rows: readonly SessionRow[],
  pages: ReadonlyMap<string, Page>,
): boolean {
  return turns.some(({ session, at, judged, answeredBy }) => {
    if (at < (pages.get(session)?.readAt ?? 0)) return false;
    if (answeredBy === null || (judged !== "chosen" && judged !== "unknown")) return false;
    const pin = rows.find(({ key }) => key === session)?.pin;
    return pin === null || (pin !== undefined && pin !== "unknown" && !isIdentical(pin.model, answeredBy));
  });
}
