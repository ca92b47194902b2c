import { isAtLeast, type Release } from "../releases.ts";
import { modelRow, PUBLIC_API, RESTRICTED_KEY, type Scenario, workingModels } from "../scenario.ts";

/** From here on `openai/…` borrows the ChatGPT login, so the public API needs a name of its own. */
const publicProvider = ({ version }: Release): string =>
  isAtLeast(version, "2026.5.12") ? "openai-platform" : "openai";

/**
 * The primary is on the public API with a key that may not write responses; the fallback has the ChatGPT login, so the
 * failed credential's rest does not block it. Later turns may skip the primary: at least as many fallbacks as 401s.
 */
export const restrictedKey401: Scenario = {
  name: "restricted-key-401",
  appliesTo: (version) => isAtLeast(version, "2026.3.8") && !isAtLeast(version, "2026.9.1"),
  models(release) {
    const provider = publicProvider(release);
    return {
      ...workingModels(release),
      primary: `${provider}/${release.primary}`,
      providers: {
        ...workingModels(release).providers,
        [provider]: {
          ...PUBLIC_API,
          apiKey: RESTRICTED_KEY,
          models: [modelRow(release.primary, { api: PUBLIC_API.api })],
        },
      },
    };
  },
  config(release) {
    if (!isAtLeast(release.version, "2026.8.1")) return {};
    const { provider, primary, fallback } = release;
    const allow = [`${publicProvider(release)}/${primary}`, `${provider}/${primary}`, `${provider}/${fallback}`];
    return { agents: { defaults: { modelPolicy: { allow } } } };
  },
  upstream: { kind: "healthy" },
};
