import { code } from "../../core/card.ts";
import type { EndlessTurn, Plan } from "../../core/plan.ts";
import type { GatewayReport } from "../../core/report.ts";
import { goesOn } from "../../core/retries.ts";
import { SECOND } from "../../core/time.ts";
import { say } from "../../words/say.ts";
import { NO_CHANGE, toAsked, type PlanFrame } from "./to-plan.ts";

type Frame = Pick<PlanFrame, "id" | "by" | "place" | "now">;

/** Ends turns that a gateway tries without end, before anything is written; null where none goes on. Pure. */
export function toStop({ id: gateway, retried = [], at }: GatewayReport, frame: Frame): Plan | null {
  const turns = retried
    .filter((one) => goesOn(one, at))
    .map(({ session, agent, prompt, failures, since, lastAt }): EndlessTurn => ({
      session,
      agent,
      prompt,
      every: Math.ceil((lastAt - since) / Math.max(1, failures - 1)),
    }));
  if (turns.length === 0) return null;
  const { id, by, place, now } = frame;
  return {
    id,
    task: { kind: "stop", turns },
    gateway,
    remedy: STOP,
    command: "fix-codex",
    title: say("stops.title", { count: turns.length }),
    why: [say("stops.why")],
    ...NO_CHANGE,
    effects: [
      [say("stops.lost", { count: turns.length })],
      [say("stops.cause-stays", { command: code("/fix-codex") })],
      [say("stops.proof", { seconds: watchOf(turns) / SECOND })],
    ],
    proves: [],
    baseHash: "",
    ...toAsked({ by, place, now }),
  };
}

/** The kind of fix that a turn without end names. */
const STOP = "stop-turns";

/** For so long nothing may be tried again: twice as long as lay between two tries. */
export const watchOf = (turns: readonly EndlessTurn[]): number =>
  Math.min(60 * SECOND, Math.max(12 * SECOND, ...turns.map(({ every }) => Math.ceil((2 * every) / SECOND) * SECOND)));
