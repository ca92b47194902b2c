import { modelRow, PUBLIC_API, type Scenario, since, workingModels } from "../scenario.ts";

/**
 * A leftover provider entry sends every model to the public API while the only login is a ChatGPT one. The gateway
 * notices before any request, calls it "status 401" all the same, and advises a new login that cannot help.
 */
export const staleOverrideLocal: Scenario = {
  name: "stale-override-local",
  appliesTo: since("2026.6.1"),
  models: (release) => ({
    ...workingModels(release),
    providers: {
      [release.provider]: {
        ...PUBLIC_API,
        models: [release.primary, release.fallback].map((id) => modelRow(id, { api: PUBLIC_API.api })),
      },
    },
  }),
  upstream: { kind: "healthy" },
};
