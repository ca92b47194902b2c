import type { JsonObject } from "../json.ts";
import { isAtLeast, type Release } from "../releases.ts";
import { modelRow, PUBLIC_API, type Scenario, workingModels } from "../scenario.ts";

/** A model over another provider and a key of its own: what becomes of it rests no login of the primary's. */
export const SIDE_MODEL = "openai-platform/gpt-side";
const [SIDE_PROVIDER = "", SIDE_ID = ""] = SIDE_MODEL.split("/");

/** Heartbeats and subagents run on a model of another provider than the agent's primary; jobs run, and may ask for it too. */
export const sideModels: Scenario = {
  name: "side-models",
  appliesTo: () => true,
  models(release) {
    const working = workingModels(release);
    const models = [modelRow(SIDE_ID, { api: PUBLIC_API.api })];
    const side = { ...PUBLIC_API, apiKey: "sk-made-up-00000000000000000000", models };
    return { ...working, providers: { ...working.providers, [SIDE_PROVIDER]: side } };
  },
  config: (release) => ({
    agents: {
      defaults: {
        heartbeat: { every: "60m", model: SIDE_MODEL, target: "none" },
        subagents: { model: SIDE_MODEL },
        ...allowed(release),
      },
    },
  }),
  upstream: { kind: "healthy" },
  jobs: true,
};

/** Where models are named at all, or a policy is, others may not be asked. */
function allowed({ version, runtime, provider, primary, fallback }: Release): JsonObject {
  const refs = [SIDE_MODEL, `${provider}/${primary}`, `${provider}/${fallback}`];
  return {
    ...(runtime === undefined ? {} : { models: { [SIDE_MODEL]: { agentRuntime: { id: runtime } } } }),
    ...(isAtLeast(version, "2026.8.1") ? { modelPolicy: { allow: refs } } : {}),
  };
}
