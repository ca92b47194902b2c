import { when } from "../../core/card.ts";
import type { Rule } from "../../core/diagnosis.ts";
import { say } from "../../words/say.ts";

/** Under a known name stands another gateway: what is counted is its own alone. */
export const gatewayReplaced: Rule = {
  id: "gateway-replaced",
  inspect: ({ replacedAt, snapshot }) =>
    replacedAt === undefined
      ? []
      : [
          {
            rule: "gateway-replaced",
            severity: "info",
            title: say("turns.replaced"),
            explanation: [say("turns.replaced.why", { at: when(replacedAt) })],
            remedy: null,
            agents: snapshot.agents.map(({ id }) => id),
            since: replacedAt,
          },
        ],
};
