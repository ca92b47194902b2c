import type { LogPage, Transcript } from "../core/record.ts";
import { MINUTE, SECOND, type Instant } from "../core/time.ts";
import type { Occasion } from "./news.ts";
import type { Page } from "./page.ts";
import { LONGEST_TURN } from "./read-transcripts.ts";
import { traceTurns } from "./turns.ts";

/** A log that moves to another file while it is read this often loses only what was written in between. */
const WATCHED = MINUTE;
/** A file is read once more so shortly before the gateway begins another one. */
const RIGHT_BEFORE = 0.4 * SECOND;

interface Beside {
  readonly occasion: Occasion;
  /** Sessions as they were read before, … */
  readonly pages: ReadonlyMap<string, Page>;
  /** … and what was read of them now. */
  readonly transcripts: readonly Transcript[];
}

/**
 * A page of a log that moved to another file: a gateway shows no former file, so what it wrote there after the last
 * reading is gone. That is a gap where anything was under way then.
 */
export function withLost(page: LogPage, { occasion, pages, transcripts }: Beside): LogPage {
  const { moved } = page;
  if (moved === undefined || page.gap) return page;
  const traces = transcripts.flatMap((one) => traceTurns(one));
  const wasOpen = [...pages.values()].some(({ isOpen, isRunning }) => isOpen || isRunning);
  const spans = traces.some(({ askedAt, lastAt }) => askedAt < moved.ended && lastAt >= moved.read);
  const bells = occasion.kind === "look" ? occasion.bells : [];
  const isLater = (session: string | null): boolean =>
    traces.some((one) => one.session === session && one.askedAt >= moved.ended);
  const rang = bells.some(({ session }) => !isLater(session));
  return { ...page, gap: wasOpen || spans || rang || moved.ended - moved.read > WATCHED };
}

/** In how many milliseconds to read a log right before it moves to another file; null where nobody uses the gateway. */
export function untilRoll(rollsAt: Instant | null, pages: ReadonlyMap<string, Page>, now: Instant): number | null {
  if (rollsAt === null || ![...pages.values()].some(({ lastAt }) => lastAt > now - LONGEST_TURN)) return null;
  const left = rollsAt - RIGHT_BEFORE - now;
  return left > 0 ? left : null;
}
