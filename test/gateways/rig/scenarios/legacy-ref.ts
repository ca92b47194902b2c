import { type Scenario, since, workingModels } from "../scenario.ts";

/** The primary still names the retired provider: a valid config whose every turn the fallback answers. */
export const legacyRef: Scenario = {
  name: "legacy-ref",
  appliesTo: since("2026.6.1"),
  models: (release) => ({ ...workingModels(release), primary: `openai-codex/${release.primary}` }),
  upstream: { kind: "healthy" },
};
