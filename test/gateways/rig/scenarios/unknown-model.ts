import { before, type Scenario, workingModels } from "../scenario.ts";

/** No provider entry, and a primary the catalogue lacks: the fallback answers, the provider never hears of it. */
export const unknownModel: Scenario = {
  name: "unknown-model",
  appliesTo: before("2026.3.7"),
  models: (release) => ({ ...workingModels(release), providers: {} }),
  upstream: { kind: "healthy" },
};
