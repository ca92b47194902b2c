import { modelRow, PUBLIC_API, RESTRICTED_KEY, type Scenario, since, workingModels } from "../scenario.ts";

/**
 * A leftover override with a key, alone in a file of its own, and another provider in one of its own beside it. Releases
 * of this age write what changes inside of it through into that file.
 */
export const includeKeyedEntry: Scenario = {
  name: "include-keyed-entry",
  appliesTo: since("2026.8.1"),
  models: (release) => ({ ...workingModels(release), providers: {} }),
  config: (release) => ({
    models: {
      providers: { [release.provider]: { $include: "./openai.json5" }, other: { $include: "./other.json5" } },
    },
  }),
  files: (release) => [
    {
      path: "openai.json5",
      text: `// kept elsewhere\n${JSON.stringify({
        ...PUBLIC_API,
        apiKey: RESTRICTED_KEY,
        models: [
          modelRow(release.primary, { api: PUBLIC_API.api }),
          modelRow(release.fallback, { api: release.api, baseUrl: release.baseUrl }),
        ],
      })}\n`,
    },
    {
      path: "other.json5",
      text: `${JSON.stringify({ baseUrl: "http://127.0.0.1:9/v1", apiKey: "sk-made-up-000000000000", api: "openai-completions", models: [] })}\n`,
    },
  ],
  upstream: { kind: "healthy" },
};
