import type { RepairStore } from "../core/repair.ts";
import type { GatewayReport, OpenRepair, ReportSource } from "../core/report.ts";
import { MINUTE, SECOND, type Clock } from "../core/time.ts";
import { findMended, findMendedModels } from "../diagnose/mended.ts";
import { writeReport } from "../diagnose/report.ts";
import { RULES } from "../diagnose/rules/index.ts";
import { createModelLists } from "./model-lists.ts";
import { waitAtMost } from "../lib/backoff.ts";
import type { Store } from "../core/store.ts";
import type { WatchedGateway } from "./watched.ts";

/** How long an answer given right after the start waits for the first reading. */
const FIRST_READING = 5 * SECOND;
/** As long as it may take until another process goes on with a repair whose own was killed. */
const TAKEN_UP = MINUTE;
/** Among this many of all gateways the newest proved one is looked for. */
const REPAIRS = 50;

export function createReports(
  watches: readonly WatchedGateway[],
  store: Store,
  clock: Clock,
  dailySpend: number | null,
): ReportSource {
  const byId = new Map(watches.map((watch) => [watch.link.id, watch]));
  return {
    gateways: [...byId.keys()],
    agents: (gateway) => [
      ...new Set(
        watches
          .filter(({ link }) => gateway === null || link.id === gateway)
          .flatMap((watch) => watch.snapshot()?.agents.map(({ id }) => id) ?? []),
      ),
    ],
    models: createModelLists(watches, clock),
    async report(gateway): Promise<GatewayReport> {
      const watch = byId.get(gateway);
      if (!watch) throw new Error(`there is no gateway ${gateway}`);
      // Only right after the start; later answers come from what was read.
      await waitAtMost(FIRST_READING, watch.tried);
      const { link } = watch;
      // In this order: whatever the snapshot shows of a repair, it is known that this is under way, or how it ended.
      const snapshot = watch.snapshot();
      const openRepair = await readOpenRepair(store.repairs, gateway);
      const repairs = (await store.repairs.latest(REPAIRS)).repairs.filter(({ plan }) => plan.gateway === gateway);
      const now = clock();
      const view = {
        id: link.id,
        url: link.url,
        link: link.status(),
        snapshot,
        readAt: watch.readAt(),
        trouble: watch.trouble(),
        skippedFrames: link.skippedFrames(),
        mended: findMended(repairs, gateway),
        mendedModels: findMendedModels(repairs, gateway),
        repairs,
        dailySpend,
        isOnHold: openRepair !== null && (openRepair.inHand || now - openRepair.since < TAKEN_UP),
      };
      const report = await writeReport(view, store.ledger, RULES, now);
      return { ...report, ...(openRepair && { openRepair }) };
    },
  };
}

/** The oldest repair of a gateway that has not ended, and whether anybody has it in hand; null when there is none. */
export async function readOpenRepair(repairs: RepairStore, gateway: string): Promise<OpenRepair | null> {
  const open = (await repairs.unfinished()).find(({ plan }) => plan.gateway === gateway);
  if (open === undefined) return null;
  const letGo = await repairs.hold(gateway);
  await letGo?.();
  const { plan, state, updatedAt } = open;
  return { id: plan.id, state, since: updatedAt, by: plan.by.name, inHand: letGo === null };
}
