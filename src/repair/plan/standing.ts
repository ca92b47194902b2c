import { includes, valueAt, type JsonObject } from "../../core/json.ts";
import type { PlanStep } from "../../core/plan.ts";
import { withoutSecrets } from "./secrets.ts";

export type Standing = "before" | "after" | "between" | "neither";

/**
 * What the configuration holds of a step: what it found, what it wants, what is there between two patches
 * (a value that is removed before it is set anew), or something that is not ours.
 *
 * Gateways fill in defaults when they write, and people add things of their own: what a step knows of must be
 * there, more may be. Secrets cannot be compared: nobody shows them.
 */
export function standingOf(step: PlanStep, document: JsonObject): Standing {
  const holds = (side: "before" | "after") =>
    step.changes.every((change) => includes(valueAt(document, change.path), withoutSecrets(change[side])));
  if (holds("after")) return "after";
  if (holds("before")) return "before";
  return step.split && step.changes.every(({ path }) => valueAt(document, path) === undefined) ? "between" : "neither";
}

/** The first of some steps that was not taken, so that none after it was either; null when all may have been. */
export function lowestBefore(steps: readonly PlanStep[], document: JsonObject): number | null {
  const index = steps.findIndex((step) => standingOf(step, document) === "before");
  return index === -1 ? null : index;
}
