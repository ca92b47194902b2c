import type { GatewaySession } from "../core/gateway.ts";
import type { ReadMarks } from "../core/ledger.ts";
import type { LogPage } from "../core/record.ts";
import { MINUTE, type Instant } from "../core/time.ts";

type LogMarks = Pick<ReadMarks, "logFile" | "logCursor" | "logNext">;

type Mark = NonNullable<ReadMarks["logNext"]>;

/** Follows a gateway's log from page to page. Owns how far it was read. */
export interface LogFollower {
  /** The next page; its `gap` is true whenever something may have been missed before it. */
  next(session: GatewaySession, now: Instant, signal?: AbortSignal): Promise<LogPage>;
  /** When the file ends that is followed; null where that is not known. */
  rollsAt(): Instant | null;
  /** What `page` told is kept: the next page follows it. Returns from where a restart may go on. */
  keep(page: LogPage, now: Instant): LogMarks;
}

/** Lines wait this long for what says whose they are, and whether they were all, so a restart reads them again. */
export const UNSETTLED = 2 * MINUTE;

export function createLogFollower(marks: LogMarks): LogFollower {
  let { logFile: file, logCursor: settled } = marks;
  let cursor = settled;
  let keptAt: Instant | null = null;
  let rollsAt: Instant | null = null;
  let pages: readonly Mark[] = marks.logNext === null ? [] : [marks.logNext];

  const settle = (now: Instant): void => {
    settled = pages.findLast((mark) => mark.at <= now - UNSETTLED)?.cursor ?? settled;
    pages = pages.filter((mark) => mark.at > now - UNSETTLED);
  };

  return {
    rollsAt: () => rollsAt,
    async next(session, now, signal) {
      if (keptAt === null) {
        settle(now);
        cursor = settled;
      }
      const page = await session.log(cursor, signal);
      // A cursor counts bytes of one file: after the log moved to another, it means nothing there.
      if (cursor === null || file === null || page.file === file) return page;
      const moved = await session.log(null, signal);
      if (keptAt === null) return { ...moved, gap: true };
      return {
        ...moved,
        moved: { read: keptAt, ended: Math.max(keptAt, Math.min(rollsAt ?? now, moved.from ?? now)) },
      };
    },
    keep(page, now) {
      const reached = pages.at(-1)?.cursor ?? cursor;
      const beganAnew = file !== null && reached !== null && (page.file !== file || page.cursor < reached);
      if (beganAnew) [pages, settled] = [[], 0];
      pages = [...pages, { at: now, cursor: page.cursor }];
      settle(now);
      [file, cursor, keptAt] = [page.file, page.cursor, now];
      if (beganAnew) rollsAt = null;
      rollsAt = page.rollsAt ?? rollsAt;
      return { logFile: file, logCursor: settled, logNext: pages[0] ?? null };
    },
  };
}
