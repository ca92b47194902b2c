import type { Card } from "../../core/card.ts";
import type { Log } from "../../core/log.ts";
import { PostFailed, type ChatPlatform, type PostOptions } from "../../core/platform.ts";
import { UNFINISHED } from "../../core/repair.ts";
import type { Progress, ReportProgress } from "../../core/repairs.ts";
import { MINUTE, SECOND } from "../../core/time.ts";
import { createBackoff } from "../../lib/backoff.ts";

export interface ReportParts {
  readonly platforms: readonly ChatPlatform[];
  /** The card of a repair as it goes on, and the one that others may read too. */
  readonly write: { readonly progress: (progress: Progress) => Card; readonly resumed: (progress: Progress) => Card };
  readonly log: Log;
  readonly random: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
}

/**
 * A repair that a restart interrupted goes on in the card where it was begun. Where that card can be reached no more,
 * its end is told in the place it was asked for, which others may read: without what only admins may know. What was
 * asked for in a terminal is told by /fix-log.
 */
export const createReport =
  ({ platforms, write, log, random, sleep, signal }: ReportParts): ReportProgress =>
  async (progress, card) => {
    const { id, by, place } = progress.plan;
    const platform = platforms.find((one) => one.id === by.platform);
    const isOver = !UNFINISHED.includes(progress.state);
    if (isOver) log.info({ repair: id, state: progress.state }, "an interrupted repair has ended");
    if (platform === undefined) return true;
    const backoff = createBackoff({ first: SECOND, most: MINUTE, random });
    const tries = isOver ? MOST_TRIES : 1;
    const put = (target: string, shown: Card, how: PostOptions) =>
      postPatiently(
        () => platform.post(target, shown, how, signal),
        tries,
        () => sleep(backoff.next(), signal),
      );
    const failed =
      card === null ? "it was never shown" : await put(card.target, write.progress(progress), { replacing: card });
    if (failed === null || !isOver || signal.aborted) return failed === null;
    const why = await put(place, write.resumed(progress), { key: `repair-${id}-${progress.state}` });
    if (why !== null) log.warn({ repair: id, why }, "its end was not told");
    // What can never be told there is not tried for ever.
    return !signal.aborted;
  };

/** Two hours of an outage, and then /fix-log still tells it. */
const MOST_TRIES = 120;

/** Null once it stands; else why it never will. */
async function postPatiently(
  post: () => Promise<unknown>,
  tries: number,
  pause: () => Promise<void>,
): Promise<string | null> {
  for (let left = tries; ; left -= 1) {
    try {
      await post();
      return null;
    } catch (error) {
      if (!(error instanceof PostFailed)) throw error;
      if (error.kind !== "later" || left <= 1) return error.message;
      await pause();
    }
  }
}
