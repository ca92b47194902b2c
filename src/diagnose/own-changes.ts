import type { RouteChange } from "../core/ledger.ts";
import { sameModel, type ModelRef } from "../core/model.ts";
import type { Plan } from "../core/plan.ts";
import type { Repair } from "../core/repair.ts";
import { MINUTE } from "../core/time.ts";

/** As long as a gateway may take to show what was written. */
const SHOWS = 5 * MINUTE;

/** Changes of the primary model that no repair of ours made: what was planned and confirmed is no news afterwards. */
export const withoutOwn = (changes: readonly RouteChange[], repairs: readonly Repair[]): readonly RouteChange[] =>
  changes.filter((change) => !repairs.some((repair) => isOf(repair, change)));

/** Set by a repair, or taken back with it. */
function isOf({ plan, updatedAt }: Repair, { agent, from, to, at }: RouteChange): boolean {
  if (at < plan.createdAt || at > updatedAt + SHOWS || !setsModels(plan)) return false;
  const isWanted = (model: ModelRef): boolean =>
    plan.proves.some((one) => one.agent === agent && sameModel(one.wanted, model));
  return isWanted(to) || isWanted(from);
}

const setsModels = ({ steps }: Plan): boolean =>
  steps.some(({ changes }) => changes.some(({ path: [first] }) => first === "agents"));
