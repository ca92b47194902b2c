import { code } from "../../core/card.ts";
import type { Rule } from "../../core/diagnosis.ts";
import { say } from "../../words/say.ts";
import { CODEX, providerOf } from "../routes.ts";

/** What works now and keeps the gateway from starting after an upgrade. */
export const upgradeHazard: Rule = {
  id: "upgrade-hazard",
  inspect({ snapshot }) {
    const entry = providerOf(snapshot, CODEX);
    if (entry === null || snapshot.release.codexEntry === "refused") return [];
    const isSeed =
      entry.api === "openai-codex-responses" || entry.models.some(({ api }) => api === "openai-codex-responses");
    if (!isSeed) return [];
    return [
      {
        rule: "upgrade-hazard",
        severity: "info",
        title: say("routes.upgrade-hazard"),
        explanation: [say("routes.upgrade-hazard.why", { entry: code(`models.providers.${CODEX}`) })],
        next: [say("routes.upgrade-hazard.next")],
        // From here on the release finds the way without it.
        remedy: snapshot.release.codexEntry === "hides-prices" ? "remove-shadow" : null,
        agents: [],
      },
    ];
  },
};
