import { code } from "../../core/card.ts";
import type { Diagnosis, Rule } from "../../core/diagnosis.ts";
import type { ProviderSetting } from "../../core/gateway.ts";
import { say } from "../../words/say.ts";
import { findPublished } from "../provider-routes.ts";
import { CODEX } from "../routes.ts";

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
    return partial.map((provider) => toDiagnosis(provider));
  },
};

function toDiagnosis({ id, baseUrl }: ProviderSetting): Diagnosis {
  const published = id === CODEX || baseUrl === null ? null : findPublished(id, baseUrl);
  return {
    rule: "partial-override",
    severity: "critical",
    title: say("routes.partial-override"),
    explanation: [say("routes.partial-override.why", { entry: code(`models.providers.${id}`), api: code("api") })],
    next: [say("routes.partial-override.next")],
    remedy: id === CODEX ? "codex-transport" : published === null ? null : "provider-route",
    ...(published && { right: { provider: id, ...published } }),
    agents: [],
  };
}
