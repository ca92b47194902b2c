import { before, modelRow, PUBLIC_API, type Scenario, workingModels } from "../scenario.ts";

/**
 * The primary goes to the public API with a ChatGPT login: each turn gets one 401 "Missing scopes:
 * api.responses.write" and is answered by the fallback, while `status` keeps naming the primary.
 */
export const issue38706: Scenario = {
  name: "issue-38706",
  appliesTo: before("2026.3.8"),
  models: (release) => ({
    ...workingModels(release),
    providers: { [release.provider]: { ...PUBLIC_API, models: [modelRow(release.primary)] } },
  }),
  upstream: { kind: "healthy" },
};
