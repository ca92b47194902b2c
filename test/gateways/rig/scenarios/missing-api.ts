import { before, modelRow, PUBLIC_API, type Scenario, workingModels } from "../scenario.ts";

/** A provider entry without `api`: the config counts as valid, and the first message ends the gateway process. */
export const missingApi: Scenario = {
  name: "missing-api",
  appliesTo: before("2026.3.8"),
  models: (release) => ({
    ...workingModels(release),
    providers: { [release.provider]: { baseUrl: PUBLIC_API.baseUrl, models: [modelRow(release.primary)] } },
  }),
  upstream: { kind: "healthy" },
};
