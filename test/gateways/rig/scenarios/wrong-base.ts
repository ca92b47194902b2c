import { before, modelRow, PUBLIC_API, type Scenario, workingModels } from "../scenario.ts";

/** The public API over the api of the ChatGPT backend: 404, delivered to the user as the answer "Not Found". */
export const wrongBase: Scenario = {
  name: "wrong-base",
  appliesTo: before("2026.3.8"),
  models: (release) => ({
    ...workingModels(release),
    providers: {
      [release.provider]: {
        baseUrl: PUBLIC_API.baseUrl,
        api: release.api,
        models: [modelRow(release.primary, { api: release.api })],
      },
    },
  }),
  upstream: { kind: "healthy" },
};
