import type { Config } from "../../config.ts";
import type { CompanionNews, Membership, SeenCompanion } from "../../core/companions.ts";
import type { GatewayId } from "../../core/gateway.ts";
import type { WarningNews } from "../../core/warnings.ts";
import { createWatch } from "../../evidence/watch.ts";
import { createReports } from "../reports.ts";
import { openKept } from "../kept.ts";
import { createLinkOpener, type Reading, type Surroundings } from "../reading.ts";
import { createExchange } from "./exchange.ts";
import { createReaders } from "./readers.ts";
import { toGatewayTask } from "./gateway-task.ts";
import { keepSeats } from "./keeper.ts";
import { createSharedWatch, type SharedWatch } from "./shared-watch.ts";

/**
 * The half that reads, of a companion that shares a database: each gateway is read by one of them, and what that one
 * knows is known to all. Written to by the right of `membership`.
 */
export async function openSharedReading(
  config: Config,
  around: Surroundings,
  membership: Membership,
): Promise<Reading> {
  const { clock, random, log } = around;
  const database = config.database && { ...config.database, tenure: membership };
  const kept = await openKept({ dataDir: config.dataDir, database }, clock, "renews");
  const { store, device } = kept;
  const openLink = createLinkOpener(config, around, device);
  const endpoints = new Map(config.gateways.map((one) => [one.name, one]));
  const tell = (news: CompanionNews): void => {
    membership.tell(news).catch(() => log.warn(news, "another companion could not be told"));
  };
  const watches = new Map(
    config.gateways.map((one): [GatewayId, SharedWatch] => [
      one.name,
      createSharedWatch(one, { clock, tellReader: (kind) => tell({ kind, gateway: one.name }) }),
    ]),
  );
  const readers = createReaders({
    openLink(gateway) {
      const endpoint = endpoints.get(gateway);
      if (endpoint === undefined) throw new Error(`there is no gateway ${gateway}`);
      return openLink(endpoint);
    },
    openWatch: (link) => createWatch(link, { store: store.ledger, clock, random, log }),
    clock,
  });
  let self = "";
  let hasOthers = false;
  const exchange = createExchange({
    membership,
    store: store.standings,
    watches,
    own: (gateway) => watches.get(gateway)?.standing(self) ?? null,
    hasOthers: () => hasOthers,
    log,
  });
  for (const [gateway, watch] of watches)
    watch.onNews(() => {
      if (watch.standing(self) !== null) exchange.news(gateway);
    });
  const seen = (companions: readonly SeenCompanion[]): void => {
    self = companions.find(({ isSelf }) => isSelf)?.id ?? "";
    hasOthers = companions.some(({ isSelf, isAtWork }) => isAtWork && !isSelf);
  };
  const tasks = [...watches].map(([gateway, watch]) => toGatewayTask(gateway, watch, readers, exchange));
  return {
    ...kept,
    watches: [...watches.values()],
    reports: createReports([...watches.values()], store, clock, config.dailySpend),
    neighbours: {
      tell: (news) => void (hasOthers && tell(news)),
      onNews(heard) {
        membership.onNews((news) => void (isOfWarnings(news) && heard(news)));
      },
    },
    async run(signal) {
      const seats = keepSeats({ membership, tasks, called: "gateways", seen, clock, log }, signal);
      await Promise.all([seats, exchange.run(signal)]);
    },
    readOnce: () => Promise.resolve(),
    close: () => store.close(),
  };
}

const isOfWarnings = (news: CompanionNews): news is WarningNews =>
  news.kind === "queued" || news.kind === "changed" || news.kind === "restarts";

/** The same for whoever serves with it: it goes on when that one does not. */
export const lend = (reading: Reading): Reading => ({
  ...reading,
  run: () => Promise.resolve(),
  close: () => Promise.resolve(),
});
