import { type Scenario, workingModels } from "../scenario.ts";

/** The selected model answers: no 401, no fallback. */
export const healthy: Scenario = {
  name: "healthy",
  appliesTo: () => true,
  models: workingModels,
  upstream: { kind: "healthy" },
};
