import type { Kysely } from "kysely";
import { sameModel } from "../core/model.ts";
import type { RouteChange } from "../core/ledger.ts";
import type { Instant } from "../core/time.ts";
import type { Schema } from "./schema.ts";

/** The newest change of each agent's primary model since an instant. What was seen first is no change. */
export async function readRouteChanges(
  db: Kysely<Schema>,
  gateway: string,
  since: Instant,
): Promise<readonly RouteChange[]> {
  const rows = await db.selectFrom("selections").selectAll().where("gateway", "=", gateway).orderBy("since").execute();
  return [...Map.groupBy(rows.flatMap(toSelection), ({ agent }) => agent).values()].flatMap((own) => {
    const [before, after] = own.slice(-2);
    if (!before || !after || after.since < since || sameModel(before.model, after.model)) return [];
    const releases = { before: before.release, after: after.release };
    return [{ agent: after.agent, from: before.model, to: after.model, at: after.since, releases }];
  });
}

/** A primary that could not be read is not another one. */
function toSelection({ agent, provider, model, since, release }: Schema["selections"]) {
  return provider === null || model === null ? [] : [{ agent, model: { provider, model }, since, release }];
}
