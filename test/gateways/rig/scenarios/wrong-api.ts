import { before, modelRow, type Scenario, workingModels } from "../scenario.ts";

/** The ChatGPT backend over the api of the public one: the provider shows a web page (403) instead of an answer. */
export const wrongApi: Scenario = {
  name: "wrong-api",
  appliesTo: before("2026.3.8"),
  models: (release) => ({
    ...workingModels(release),
    providers: {
      [release.provider]: { baseUrl: release.baseUrl, api: "openai-responses", models: [modelRow(release.primary)] },
    },
  }),
  upstream: { kind: "healthy" },
};
