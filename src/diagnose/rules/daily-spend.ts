import { when } from "../../core/card.ts";
import type { Rule } from "../../core/diagnosis.ts";
import { toMoney } from "../../words/money.ts";
import { say } from "../../words/say.ts";
import { sayInTurn } from "../../words/sequence.ts";

/** More was spent today than somebody said may be. */
export const dailySpend: Rule = {
  id: "daily-spend",
  inspect({ spending }) {
    if (spending === undefined || spending.spent.usd <= spending.limit) return [];
    const { since, limit, spent } = spending;
    return [
      {
        rule: "daily-spend",
        severity: "warning",
        title: say("turns.spent", { limit: toMoney(limit) }),
        explanation: [
          sayInTurn(
            say("turns.spent.sum", { sum: toMoney(spent.usd), count: spent.priced, since: when(since) }),
            spent.unpriced > 0 ? say("turns.spent.unpriced", { count: spent.unpriced }) : null,
          ),
        ],
        next: [say("turns.spent.next")],
        remedy: null,
        agents: [],
      },
    ];
  },
};
