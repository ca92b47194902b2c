import type { GatewayReport, ReportSource } from "../core/report.ts";
import { SECOND, type Clock } from "../core/time.ts";
import { findMended } from "../diagnose/mended.ts";
import { writeReport } from "../diagnose/report.ts";
import { RULES } from "../diagnose/rules/index.ts";
import type { Watch } from "../evidence/watch.ts";
import { waitAtMost } from "../lib/backoff.ts";
import type { Store } from "../store/open.ts";

/** How long an answer given right after the start waits for the first reading. */
const FIRST_READING = 5 * SECOND;
/** Among this many of all gateways the newest proved one is looked for. */
const REPAIRS = 50;

export function createReports(watches: readonly Watch[], store: Store, clock: Clock): ReportSource {
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
    async report(gateway): Promise<GatewayReport> {
      const watch = byId.get(gateway);
      if (!watch) throw new Error(`there is no gateway ${gateway}`);
      // Only right after the start; later answers come from what was read.
      await waitAtMost(FIRST_READING, watch.tried);
      const { link } = watch;
      const view = {
        id: link.id,
        url: link.url,
        link: link.status(),
        snapshot: watch.snapshot(),
        readAt: watch.readAt(),
        trouble: watch.trouble(),
        skippedFrames: link.skippedFrames(),
        mended: findMended((await store.repairs.latest(REPAIRS)).repairs, gateway),
      };
      return writeReport(view, store.ledger, RULES, clock());
    },
  };
}
