import type { Folder } from "./folder.ts";
import { type JsonObject, overlay } from "./json.ts";
import type { Release } from "./releases.ts";
import type { ModelSettings, Scenario } from "./scenario.ts";

/** What a gateway is told beside its models. */
export interface Place {
  readonly folder: Folder;
  readonly port: number;
  readonly token: string;
}

/** openclaw.json of a scenario, complete. */
export function gatewayConfig(
  release: Release,
  scenario: Pick<Scenario, "models" | "config">,
  place: Place,
): JsonObject {
  const settings = scenario.models(release);
  const config = {
    ...placeConfig(place),
    agents: { defaults: agentDefaults(release, settings, place.folder.workspace) },
    auth: { profiles: { [`${release.provider}:default`]: { provider: release.provider, mode: "oauth" } } },
    ...(Object.keys(settings.providers).length === 0 ? {} : { models: { providers: settings.providers } }),
  };
  return overlay(config, scenario.config?.(release) ?? {});
}

const placeConfig = ({ folder, port, token }: Place): JsonObject => ({
  gateway: { mode: "local", port, bind: "loopback", auth: { mode: "token", token } },
  update: { checkOnStart: false },
  discovery: { mdns: { mode: "off" } },
  logging: { file: folder.logFile, level: "info" },
});

function agentDefaults(release: Release, settings: ModelSettings, workspace: string): JsonObject {
  const { primary, fallbacks } = settings;
  return {
    workspace,
    skipBootstrap: true,
    heartbeat: { every: "0m" },
    model: { primary, fallbacks },
    ...(release.backgroundCalls ? { utilityModel: "" } : {}),
    ...pinnedRuntime(release, [primary, ...fallbacks]),
  };
}

/** Only for models of the ChatGPT route: naming any other here would make it known. */
function pinnedRuntime({ provider, runtime }: Release, refs: readonly string[]): JsonObject {
  if (runtime === undefined) return {};
  const own = refs.filter((ref) => ref.startsWith(`${provider}/`));
  return { models: Object.fromEntries(own.map((ref) => [ref, { agentRuntime: { id: runtime } }])) };
}
