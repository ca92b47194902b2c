import { CallFailed } from "../core/call-failed.ts";
import type { JobRuns, Transcript } from "../core/record.ts";
import { MINUTE, SECOND, type Clock, type Instant } from "../core/time.ts";
import type { Connection } from "./connection.ts";
import { refuseAhead } from "./reading/ahead.ts";
import { MOST_RUNS, readRunPage } from "./reading/job-runs.ts";

/** A run is written down a moment after the gateway says that it ended. */
const SETTLES = 10 * SECOND;
/** Without such a word it is looked for this often. */
const SELDOM = 2 * MINUTE;
/** Runs that end side by side are not written down in their order. */
const BESIDE = MINUTE;
/** What was read is told again for this long: lines of the log that were read after it may be about it. */
const TOLD = MINUTE;
/** Rows of the first look, and of those after it. */
const ROWS = { first: MOST_RUNS, again: 20 } as const;
const MOST_PAGES = 20;

export type JobRunReader = (signal?: AbortSignal) => Promise<JobRuns | null>;

/** Reads what became of jobs where their sessions are gone as soon as they end. */
export function createJobRunReader(connection: Connection, clock: Clock): JobRunReader {
  let known: { readonly newest: Instant; readonly at: Instant } | null = null;
  let rungAt: Instant | null = null;
  let told: ReadonlyMap<string, { readonly run: Transcript; readonly at: Instant }> = new Map();
  connection.onEvent(({ event }) => {
    if (event === "cron") rungAt = clock();
  });

  const isDue = (now: Instant): boolean =>
    known === null || Math.abs(now - known.at) >= SELDOM || (rungAt !== null && known.at < rungAt + SETTLES);

  const readNew = async (now: Instant, signal?: AbortSignal): Promise<JobRuns> => {
    const after = known === null ? null : known.newest - BESIDE;
    const isNew = (at: Instant | null): boolean => after === null || (at !== null && at > after);
    const fresh: Transcript[] = [];
    let unreadBefore: Instant | null = null;
    let offset = 0;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const limit = known === null || page > 0 ? ROWS.first : ROWS.again;
      const reply = await connection.request("cron.runs", { scope: "all", limit, offset, sortDir: "desc" }, signal);
      const { runs, oldest, hasMore } = readRunPage(reply);
      fresh.push(...runs.filter((run) => isNew(endOf(run)) && refuseAhead(run, now).skipped === 0));
      unreadBefore = hasMore && isNew(oldest) ? oldest : null;
      if (unreadBefore === null) break;
      offset += limit;
    }
    known = { newest: Math.max(known?.newest ?? 0, ...fresh.map(endOf)), at: now };
    return { runs: fresh, unreadBefore };
  };

  return async (signal) => {
    const now = clock();
    const { runs, unreadBefore } = isDue(now) ? await readNew(now, signal) : NOTHING;
    const young = [...told].filter(([, { at }]) => Math.abs(now - at) < TOLD);
    told = new Map([...runs.map((run) => [run.session, { run, at: now }] as const), ...young]);
    return { runs: [...told.values()].map(({ run }) => run), unreadBefore };
  };
}

const NOTHING: JobRuns = { runs: [], unreadBefore: null };

const endOf = ({ entries }: Transcript): Instant => entries.at(-1)?.at ?? 0;

/** Null in place of a refusal: a gateway that does not tell of its jobs is read all the same. */
export const orUnread =
  (read: JobRunReader): JobRunReader =>
  (signal) =>
    read(signal).catch((error: unknown) => {
      if (error instanceof CallFailed && error.fault.kind !== "slow") return null;
      throw error;
    });
