import { code } from "../../core/card.ts";
import type { Rule } from "../../core/diagnosis.ts";
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
        title: "The configuration will not survive an upgrade to 2026.6 or 2026.7",
        explanation: [
          code(`models.providers.${CODEX}`),
          " uses an api that releases from 2026.6.1 until 2026.8.1 refuse: they would not start. Remove the entry right before such an upgrade, or upgrade to 2026.8.1 or later.",
        ],
        // From here on the release finds the way without it.
        remedy: snapshot.release.codexEntry === "hides-prices" ? "remove-shadow" : null,
        agents: [],
      },
    ];
  },
};
