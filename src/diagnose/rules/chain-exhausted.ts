import type { Rule } from "../../core/diagnosis.ts";
import { say } from "../../words/say.ts";

/** Nobody answers: the last turn of an agent ended without any model. */
export const chainExhausted: Rule = {
  id: "chain-exhausted",
  inspect({ lastTurns }) {
    const failed = lastTurns.filter((turn) => turn.answeredBy === null);
    if (failed.length === 0) return [];
    return [
      {
        rule: "chain-exhausted",
        severity: "critical",
        title: say("turns.none-answers"),
        explanation: [say("turns.none-answers.why")],
        remedy: null,
        agents: failed.map(({ agent }) => agent),
        since: Math.min(...failed.map(({ at }) => at)),
      },
    ];
  },
};
