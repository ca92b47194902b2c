import { writeProgress, writeResumed } from "../../commands/fix-cards/progress.ts";
import type { Config } from "../config.ts";
import type { Card } from "../core/card.ts";
import type { Log } from "../core/log.ts";
import { PostFailed, type ChatPlatform, type PostOptions } from "../core/platform.ts";
import type { RepairDesk, ReportProgress } from "../core/repair-desk.ts";
import { UNFINISHED } from "../core/repair.ts";
import type { OpenAdmin } from "../core/gateway-admin.ts";
import { MINUTE, SECOND } from "../core/time.ts";
import { openAdmin, type AdminParts } from "../gateway/admin.ts";
import { createBackoff, sleep } from "../lib/backoff.ts";

/** Opens gateways with the token that may write: their own admin token where one is set. */
export function createAdminOpener(config: Config, parts: AdminParts): OpenAdmin {
  const byName = new Map(config.gateways.map((gateway) => [gateway.name, gateway]));
  return async (name, signal) => {
    const gateway = byName.get(name);
    if (!gateway) return { refused: { why: `there is no gateway ${name}`, fix: "name one that is configured" } };
    return openAdmin({ ...gateway, token: gateway.adminToken ?? gateway.token }, parts, signal);
  };
}

/** How often it is looked whether another process left a repair, or its end, to us. */
const LOOK = 15 * SECOND;
/** As long as whoever watched a repair may take to be shown its end. */
const SHOWN = 3 * MINUTE;

/** Ends what earlier processes began, and tells the ends they owe; later on, what other processes leave. */
export async function seeThrough(desk: RepairDesk, { log, signal, ...parts }: ReportParts): Promise<void> {
  const report = createReport({ log, signal, ...parts });
  for (let age = 0; !signal.aborted; age = SHOWN) {
    try {
      await Promise.all([desk.resume(report), desk.tellEnds(report, age)]);
    } catch (error) {
      // A store in trouble may be well again the next time; what is owed is still in it.
      log.warn(
        { why: error instanceof Error ? error.message : "unknown error" },
        "interrupted repairs were not seen to",
      );
    }
    await sleep(LOOK, signal);
  }
}

export interface ReportParts {
  readonly platforms: readonly ChatPlatform[];
  readonly log: Log;
  readonly random: () => number;
  readonly signal: AbortSignal;
}

/**
 * A repair that a restart interrupted goes on in the card where it was begun. Where that card can be reached no more,
 * its end is told in the place it was asked for, which others may read: without what only admins may know. What was
 * asked for in a terminal is told by /fix-log.
 */
const createReport =
  ({ platforms, log, random, signal }: ReportParts): ReportProgress =>
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
      card === null ? "it was never shown" : await put(card.target, writeProgress(progress), { replacing: card });
    if (failed === null || !isOver || signal.aborted) return failed === null;
    const why = await put(place, writeResumed(progress), { key: `repair-${id}-${progress.state}` });
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
