import { modelRow, PUBLIC_API, type Scenario, since, workingModels } from "../scenario.ts";

/**
 * A leftover override beside another provider, both in one included file, whose key stands in a placeholder. Releases
 * of this age write changes through into such a file.
 */
export const includeStaleOverride: Scenario = {
  name: "include-stale-override",
  appliesTo: since("2026.8.1"),
  models: (release) => ({ ...workingModels(release), providers: {} }),
  config: () => ({
    env: { vars: { OTHER_KEY: "sk-made-up-000000000000" } },
    models: { providers: { $include: "./providers.json5" } },
  }),
  files: (release) => [
    {
      path: "providers.json5",
      text: `// kept elsewhere\n${JSON.stringify({
        openai: {
          ...PUBLIC_API,
          models: [release.primary, release.fallback].map((id) => modelRow(id, { api: PUBLIC_API.api })),
        },
        other: { baseUrl: "http://127.0.0.1:9/v1", apiKey: "${OTHER_KEY}", api: "openai-completions", models: [] },
      })}\n`,
    },
  ],
  upstream: { kind: "healthy" },
};
