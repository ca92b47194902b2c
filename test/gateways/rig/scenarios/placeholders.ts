import type { JsonObject } from "../json.ts";
import type { Release } from "../releases.ts";
import { modelRow, PUBLIC_API, RESTRICTED_KEY, type Scenario, since, workingModels } from "../scenario.ts";

/** What the placeholders stand for. */
export const VARIABLES = {
  OPENAI_BASE: PUBLIC_API.baseUrl,
  OPENAI_KEY: RESTRICTED_KEY,
  TEAM: "team-made-up-000000000000",
  OTHER_KEY: "sk-made-up-000000000000",
};

/** A leftover override, and another provider whose key is a reference, as somebody wrote them. */
export const placeholderEntries = (release: Release, key: JsonObject = { apiKey: "${OPENAI_KEY}" }): JsonObject => ({
  openai: {
    baseUrl: "${OPENAI_BASE}",
    api: PUBLIC_API.api,
    ...key,
    models: [
      modelRow(release.primary, { api: PUBLIC_API.api }),
      modelRow(release.fallback, { api: release.api, baseUrl: release.baseUrl }),
    ],
  },
  other: {
    baseUrl: "http://127.0.0.1:9/v1",
    apiKey: { source: "env", provider: "default", id: "OTHER_KEY" },
    headers: { "X-Team": "${TEAM}" },
    api: "openai-completions",
    models: [],
  },
});

/** What an override holds stands in variables of the gateway's environment. */
export const placeholders: Scenario = {
  name: "placeholders",
  appliesTo: since("2026.8.1"),
  models: (release) => ({ ...workingModels(release), providers: {} }),
  config: (release) => ({ env: { vars: VARIABLES }, models: { providers: placeholderEntries(release) } }),
  upstream: { kind: "healthy" },
};

/** The same without a key, in an included file, of which no gateway shows the text. */
export const includePlaceholders: Scenario = {
  ...placeholders,
  name: "include-placeholders",
  config: () => ({ env: { vars: VARIABLES }, models: { providers: { $include: "./providers.json5" } } }),
  files: (release) => [{ path: "providers.json5", text: `${JSON.stringify(placeholderEntries(release, {}))}\n` }],
};
