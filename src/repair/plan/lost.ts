import type { Line } from "../../core/card.ts";
import type { PlanStep } from "../../core/plan.ts";
import { holdsSecret } from "./secrets.ts";

/** What cannot be put back of steps. */
export function lostBy(steps: readonly PlanStep[]): readonly Line[] {
  const except = exceptOf(steps);
  return except === "" ? [] : [[`It cannot bring back everything: all${except}.`]];
}

/** What could not be put back; empty where nothing is lost. */
export function exceptOf(steps: readonly PlanStep[]): string {
  const inexact = steps.filter(({ exact }) => !exact);
  if (inexact.length === 0) return "";
  const isLost = inexact.some(({ changes }) =>
    changes.some((one) => holdsSecret(one.before) && !holdsSecret(one.after)),
  );
  return isLost
    ? ", but for the API key that went with the override"
    : ", but for models that were added to an entry with a key: they stay listed";
}
