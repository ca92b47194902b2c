import type { Text } from "../../core/card.ts";
import type { Plan } from "../../core/plan.ts";
import type { Progress } from "../../core/repairs.ts";
import type { RepairState } from "../../core/repair.ts";
import { SECOND, type Clock } from "../../core/time.ts";
import { say } from "../../words/say.ts";
import { STILL, type Left, type Telling } from "./job.ts";

const NOTHING_LEFT: Left = { pinned: [], release: null };

/** What a repair tells as it goes on, line after line; while it waits, the last line says for how long. */
export function createTelling(plan: Plan, clock: Clock, push: (progress: Progress) => void): Telling {
  let lines: Progress["lines"] = [];
  let told: { readonly state: RepairState; readonly left: Left; readonly at: number; readonly text: Text } | null =
    null;
  let shownAt = 0;
  return {
    tell(state, text, left = NOTHING_LEFT) {
      shownAt = clock();
      told = { state, left, at: shownAt, text };
      lines = [...lines, { at: shownAt, text }];
      push({ plan, state, lines, ...left });
      return Promise.resolve();
    },
    pulse() {
      const now = clock();
      if (told === null || now - shownAt < STILL) return;
      shownAt = now;
      const { state, left, at } = told;
      const text = say("repair.so-far", { told: told.text, seconds: Math.round((now - at) / SECOND) });
      push({ plan, state, lines: [...lines.slice(0, -1), { at, text }], ...left });
    },
  };
}
