import { when } from "../../core/card.ts";
import type { Rule } from "../../core/diagnosis.ts";

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
            title: "Another gateway stands behind this name",
            explanation: [
              "Since ",
              when(replacedAt),
              " its address or its own key is another one. Counts began anew with what this gateway tells of itself; those of the former one are kept, and come back with it.",
            ],
            remedy: null,
            agents: snapshot.agents.map(({ id }) => id),
            since: replacedAt,
          },
        ],
};
