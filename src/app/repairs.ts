import { writeProgress, writeResumed } from "../../commands/fix-cards.ts";
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

/** How often it is looked whether a repair that another process has in hand was left. */
const LOOK = 5 * SECOND;

/** Ends what earlier processes began, now and whenever another process that has a repair in hand leaves it. */
export async function endInterrupted(desk: RepairDesk, report: ReportProgress, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && !(await desk.resume(report))) await sleep(LOOK, signal);
}

export interface ReportParts {
  readonly platforms: readonly ChatPlatform[];
  readonly log: Log;
  readonly random: () => number;
  readonly signal: AbortSignal;
}

/**
 * A repair that a restart interrupted goes on in the card where it was begun. Where that card can be reached no more,
 * its end is told in the place it was asked for, which others may read: without what only admins may know.
 */
export const createReport =
  ({ platforms, log, random, signal }: ReportParts): ReportProgress =>
  async (progress, card) => {
    const { id, by, place } = progress.plan;
    const platform = platforms.find((one) => one.id === by.platform);
    const isOver = !UNFINISHED.includes(progress.state);
    if (isOver) log.info({ repair: id, state: progress.state }, "resumed repair ended");
    if (platform === undefined) return;
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
    if (failed === null || !isOver || signal.aborted) return;
    const why = await put(place, writeResumed(progress), { key: `repair-${id}-${progress.state}` });
    if (why !== null) log.warn({ repair: id, why }, "its end was not told");
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
