import { code, when } from "../../core/card.ts";
import type { Rule } from "../../core/diagnosis.ts";
import { formatModel } from "../../core/model.ts";
import { say } from "../../words/say.ts";
import { sayListed } from "../../words/sequence.ts";

/** What failed was asked another way than the configuration says now: only the next answer tells whether that helped. */
export const entryChanged: Rule = {
  id: "entry-changed",
  inspect: ({ superseded = [] }) =>
    [...Map.groupBy(superseded, ({ model }) => model.provider)].map(([provider, failures]) => ({
      rule: "entry-changed",
      subject: provider,
      severity: "info",
      title: say("turns.entry-changed", { provider }),
      explanation: [
        say("turns.entry-changed.why", {
          entry: code(`models.providers.${provider}`),
          models: sayListed([...new Set(failures.map(({ model }) => formatModel(model)))]),
          at: when(Math.max(...failures.map(({ lastAt }) => lastAt))),
        }),
      ],
      remedy: null,
      agents: [...new Set(failures.flatMap(({ agent }) => agent ?? []))],
      since: Math.max(...failures.map(({ lastAt }) => lastAt)),
    })),
};
