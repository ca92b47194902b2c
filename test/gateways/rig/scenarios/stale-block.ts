import { isAtLeast } from "../releases.ts";
import { modelRow, PUBLIC_API, type Scenario, workingModels } from "../scenario.ts";

/**
 * The entry of issue 38706 on a release that needs none. Some take the right route all the same; 2026.4.20 does not,
 * and keeps the entry in the agent's generated models.json when it is removed from the config.
 */
export const staleBlock: Scenario = {
  name: "stale-block",
  appliesTo: (version) => isAtLeast(version, "2026.3.8") && !isAtLeast(version, "2026.6.1"),
  models: (release) => ({
    ...workingModels(release),
    providers: { [release.provider]: { ...PUBLIC_API, models: [modelRow(release.primary)] } },
  }),
  upstream: { kind: "healthy" },
};
