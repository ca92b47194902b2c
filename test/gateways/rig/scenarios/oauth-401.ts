import { type Scenario, workingModels } from "../scenario.ts";

/** The config is right and the login is revoked: every turn fails, and no config change can help. */
export const oauth401: Scenario = {
  name: "oauth-401",
  appliesTo: () => true,
  models: workingModels,
  upstream: { kind: "refuse", status: 401, side: "chatgpt" },
};
