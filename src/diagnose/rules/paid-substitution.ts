import { code } from "../../core/card.ts";
import type { Rule } from "../../core/diagnosis.ts";
import { formatModel } from "../../core/model.ts";

/** Answers moved from a subscription to something that is paid by use. */
export const paidSubstitution: Rule = {
  id: "paid-substitution",
  inspect({ snapshot, answering }) {
    const subscribed = (provider: string) =>
      snapshot.profiles.some((profile) => profile.provider === provider && profile.mode === "oauth") &&
      !snapshot.providers.some(({ id, hasKey }) => id === provider && hasKey);
    const metered = (provider: string) => snapshot.providers.some(({ id, hasKey }) => id === provider && hasKey);
    return answering.flatMap(({ agent, model, since }) => {
      const primary = snapshot.agents.find(({ id }) => id === agent)?.primary;
      if (!primary || primary.provider === model.provider) return [];
      if (!subscribed(primary.provider) || !metered(model.provider)) return [];
      return [
        {
          rule: "paid-substitution",
          severity: "warning" as const,
          title: "Answers are paid by use instead of by the subscription",
          explanation: [
            code(formatModel(model)),
            " answers with an API key, while ",
            code(formatModel(primary)),
            " is covered by a login. Every answer now costs money.",
          ],
          remedy: null,
          agents: [agent],
          since,
        },
      ];
    });
  },
};
