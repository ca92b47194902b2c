import { modelRow, PUBLIC_API, RESTRICTED_KEY, type Scenario, since, workingModels } from "../scenario.ts";

/**
 * A leftover provider entry sends the primary to the public API with a restricted key; the fallback is pinned to the
 * ChatGPT route. One real 401, then the key rests and further turns fall back without a request. Before 2026.8 the
 * login goes first, and does not fit: no request at all.
 */
export const overrideScope401: Scenario = {
  name: "override-scope-401",
  appliesTo: since("2026.6.1"),
  models: (release) => ({
    ...workingModels(release),
    providers: {
      [release.provider]: {
        ...PUBLIC_API,
        apiKey: RESTRICTED_KEY,
        models: [
          modelRow(release.primary, { api: PUBLIC_API.api }),
          modelRow(release.fallback, { api: release.api, baseUrl: release.baseUrl }),
        ],
      },
    },
  }),
  upstream: { kind: "healthy" },
};
