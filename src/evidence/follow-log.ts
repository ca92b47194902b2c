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
  /**
   * What `page` told is kept: the next page follows it. Returns from where a restart may go on. Lines since `openSince`
   * are read again then: they may be about turns that have not ended.
   */
  keep(page: LogPage, now: Instant, openSince: Instant): LogMarks;
}

/** Lines wait this long for what says whose they are, and whether they were all, so a restart reads them again. */
export const UNSETTLED = 2 * MINUTE;

/** Bytes of a log that mostly hold more than that. */
const NEAR = 100_000;

export function createLogFollower(marks: LogMarks): LogFollower {
  let { logFile: file, logCursor: settled } = marks;
  let cursor = settled;
  let keptAt: Instant | null = null;
  let rollsAt: Instant | null = null;
  let pages: readonly Mark[] = marks.logNext === null ? [] : [marks.logNext];

  const settle = (until: Instant): void => {
    settled = pages.findLast((mark) => mark.at <= until)?.cursor ?? settled;
    pages = pages.filter((mark) => mark.at > until);
  };

  /** What is unsettled begins shortly before where an earlier process ended: mostly nothing before that need be read. */
  const readNear = async (session: GatewaySession, signal?: AbortSignal): Promise<LogPage | null> => {
    const [ended] = pages;
    if (ended === undefined || ended.cursor - NEAR <= (settled ?? 0)) return null;
    const page = await session.log(ended.cursor - NEAR, signal);
    const reaches = page.from !== null && page.from <= ended.at - UNSETTLED;
    return page.file === file && !page.gap && page.cursor >= ended.cursor && reaches ? page : null;
  };

  return {
    rollsAt: () => rollsAt,
    async next(session, now, signal) {
      if (keptAt === null) {
        settle(now - UNSETTLED);
        cursor = settled;
        const near = await readNear(session, signal);
        if (near !== null) return near;
      }
      const page = await session.log(cursor, signal);
      // A cursor counts bytes of one file: after the log moved to another, it means nothing there.
      if (file === null || page.file === file) return page;
      const moved = cursor === null ? page : await session.log(null, signal);
      if (keptAt === null) return { ...moved, gap: true };
      return {
        ...moved,
        moved: { read: keptAt, ended: Math.max(keptAt, Math.min(rollsAt ?? now, moved.from ?? now)) },
      };
    },
    keep(page, now, openSince) {
      const reached = pages.at(-1)?.cursor ?? cursor;
      const beganAnew = file !== null && reached !== null && (page.file !== file || page.cursor < reached);
      if (beganAnew) [pages, settled] = [[], 0];
      const at = Math.max(pages.at(-1)?.at ?? 0, ...page.entries.map((line) => line.at));
      pages = [...pages, { at, cursor: page.cursor }];
      settle(Math.min(now - UNSETTLED, openSince));
      [file, cursor, keptAt] = [page.file, page.cursor, now];
      if (beganAnew) rollsAt = null;
      rollsAt = page.rollsAt ?? rollsAt;
      return { logFile: file, logCursor: settled, logNext: pages.find(({ at }) => at <= openSince) ?? null };
    },
  };
}
