import { before, chatgptEntry, modelRow, PUBLIC_API, type Scenario, workingModels } from "../scenario.ts";

/**
 * openclaw.json is right, but the agent's models.json holds the public address together with a key, and that address
 * wins: 404, delivered to the user as the answer "Not Found".
 */
export const staleModelsJson: Scenario = {
  name: "stale-models-json",
  appliesTo: before("2026.3.8"),
  models: (release) => ({
    ...workingModels(release),
    providers: { [release.provider]: chatgptEntry(release, release.primary) },
  }),
  files: (release) => [
    {
      path: "agents/main/agent/models.json",
      text: JSON.stringify({
        providers: {
          [release.provider]: {
            ...PUBLIC_API,
            apiKey: "fake-placeholder-key",
            models: [modelRow(release.primary, { api: PUBLIC_API.api })],
          },
        },
      }),
    },
  ],
  upstream: { kind: "healthy" },
};
