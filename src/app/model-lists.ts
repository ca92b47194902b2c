import type { GatewayId } from "../core/gateway.ts";
import { formatModel } from "../core/model.ts";
import { MINUTE, SECOND, type Clock, type Instant } from "../core/time.ts";
import { waitAtMost } from "../lib/backoff.ts";
import type { WatchedGateway } from "./watched.ts";

/** Whoever types waits no longer for proposals; Discord takes none after three seconds. */
const PATIENCE = 1.5 * SECOND;
/** A list is asked for again after this long. */
const FRESH = MINUTE;

interface Listed {
  names: readonly string[];
  askedAt: Instant;
  asking: Promise<void>;
}

/** The models gateways list, asked for when somebody wants them; what was listed before stands in for a slow answer. */
export function createModelLists(
  watches: readonly WatchedGateway[],
  clock: Clock,
): (gateway: GatewayId | null) => Promise<readonly string[]> {
  const lists = new Map<GatewayId, Listed>();
  const read = async (watch: WatchedGateway, known: Listed): Promise<void> => {
    const models = await watch.models();
    if (models.length > 0) known.names = models.map(formatModel);
    else known.askedAt = -Infinity;
  };
  const ask = async (watch: WatchedGateway): Promise<readonly string[]> => {
    const { id } = watch.link;
    const known = lists.get(id) ?? { names: [], askedAt: -Infinity, asking: Promise.resolve() };
    lists.set(id, known);
    if (Math.abs(clock() - known.askedAt) >= FRESH) {
      known.askedAt = clock();
      known.asking = read(watch, known);
    }
    await waitAtMost(PATIENCE, known.asking);
    return known.names;
  };
  return async (gateway) => {
    const [first, ...others] = watches.filter(({ link }) => gateway === null || link.id === gateway);
    return first === undefined || others.length > 0 ? [] : ask(first);
  };
}
