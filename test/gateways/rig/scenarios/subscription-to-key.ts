import { isAtLeast } from "../releases.ts";
import { type Scenario, workingModels } from "../scenario.ts";

/**
 * The login is refused, and the only fallback is the same model over an API key of the platform: ordinary answers, which
 * are paid by use now. The truth compares model ids, so it counts no fallback.
 */
export const subscriptionToKey: Scenario = {
  name: "subscription-to-key",
  appliesTo: (version) => isAtLeast(version, "2026.3.8") && !isAtLeast(version, "2026.5.1"),
  models: (release) => ({ ...workingModels(release), fallbacks: [`openai/${release.primary}`] }),
  config: () => ({
    env: { vars: { OPENAI_API_KEY: "sk-made-up-00000000000000000000" } },
    auth: { profiles: { "openai:default": { provider: "openai", mode: "api_key" } } },
  }),
  upstream: { kind: "refuse", status: 401, side: "chatgpt" },
};
