import type { Language } from "../core/card.ts";
import type { DrawHistory, HistorySource } from "../core/history.ts";
import { divide } from "../core/history.ts";
import type { Log } from "../core/log.ts";
import { SECOND } from "../core/time.ts";
import { createPainter } from "../chart/painter.ts";
import { createRenderer } from "../chart/png.ts";
import { waitAtMost } from "../lib/backoff.ts";
import type { Store } from "../core/store.ts";
import type { WatchedGateway } from "./watched.ts";

/** How long a history asked for right after the start waits for the first reading. */
const FIRST_READING = 5 * SECOND;

export interface Histories extends HistorySource {
  /** The picture alone, for cards about something else. */
  readonly draw: DrawHistory;
}

/** `language`: of rooms, and of those whose own is unknown. */
export function createHistories(
  watches: readonly WatchedGateway[],
  store: Pick<Store, "histories">,
  log: Log,
  language: Language,
): Histories {
  const byId = new Map(watches.map((watch) => [watch.link.id, watch]));
  const picture = createPainter(createRenderer(), log, language);
  const read: HistorySource["read"] = async (gateway, from, to) => {
    const watch = byId.get(gateway);
    if (!watch) throw new Error(`there is no gateway ${gateway}`);
    await waitAtMost(FIRST_READING, watch.tried);
    return { ...(await store.histories.history(gateway, divide(from, to))), seenUntil: watch.readAt() };
  };
  return {
    gateways: [...byId.keys()],
    read,
    picture,
    draw: async (gateway, from, to) => picture(await read(gateway, from, to)),
  };
}
