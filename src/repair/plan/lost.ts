import type { Line } from "../../core/card.ts";
import type { ConfigChange, PlanStep } from "../../core/plan.ts";
import { say } from "../../words/say.ts";
import { keepsSecrets } from "./secrets.ts";

/** What cannot be put back of steps: an API key, or that models were added to an entry that holds one. */
type Lost = "key" | "models";

/** In a sentence; none where nothing is lost. */
export function sayLost(steps: readonly PlanStep[]): readonly Line[] {
  const lost = lostBy(steps);
  return lost === null ? [] : [[say("plan.loses", { lost })]];
}

export function lostBy(steps: readonly PlanStep[]): Lost | null {
  const inexact = steps.filter(({ exact }) => !exact);
  if (inexact.length === 0) return null;
  return inexact.some(({ changes }) => changes.some(overwritesSecret)) ? "key" : "models";
}

/** Whether something goes that the gateway does not show, and its file holds no placeholder for. */
export const overwritesSecret = ({ before, after, written = before }: ConfigChange): boolean =>
  !keepsSecrets(written, after);
