import { code } from "../../core/card.ts";
import type { Rule } from "../../core/diagnosis.ts";

/** Up to 2026.3.7 an entry with an address but no `api` is accepted, and kills the process on the next message. */
export const partialOverride: Rule = {
  id: "partial-override",
  inspect({ snapshot }) {
    if (!snapshot.release.diesOfMissingApi) return [];
    const partial = snapshot.providers.filter(
      (provider) =>
        provider.baseUrl !== null &&
        provider.api === null &&
        provider.models.some((model) => model.api === null) &&
        snapshot.agents.some((agent) => agent.primary?.provider === provider.id),
    );
    return partial.map((provider) => ({
      rule: "partial-override",
      severity: "critical",
      title: "The next message will crash the gateway",
      explanation: [
        code(`models.providers.${provider.id}`),
        " has an address but no ",
        code("api"),
        ". This release calls that valid and then dies on the first message to the model. Complete the entry before anyone writes.",
      ],
      remedy: provider.id === "openai-codex" ? "codex-transport" : null,
      agents: [],
    }));
  },
};
