import { z } from "zod";
import type { AgentSetting, AuthProfile, ProviderSetting } from "../../core/gateway.ts";
import { readModel, type ModelRef } from "../../core/model.ts";

const MODEL = z.union([z.string(), z.object({ primary: z.string(), fallbacks: z.array(z.string()) }).partial()]);
const AGENT = z.object({ id: z.string(), model: MODEL }).partial();
const PROVIDER_MODEL = z.object({ id: z.string(), api: z.string().optional(), baseUrl: z.string().optional() });
const PROVIDER = z
  .object({ baseUrl: z.string(), api: z.string(), apiKey: z.unknown(), models: z.array(PROVIDER_MODEL) })
  .partial();

/** What the companion looks at of `config.get`; the rest of the configuration is never kept. */
const CONFIG = z.object({
  agents: z
    .object({
      defaults: z.object({ model: MODEL, models: z.record(z.string(), z.unknown()) }).partial(),
      list: z.array(AGENT),
      entries: z.record(z.string(), AGENT),
    })
    .partial()
    .default({}),
  models: z
    .object({ mode: z.string(), providers: z.record(z.string(), PROVIDER) })
    .partial()
    .default({}),
  auth: z
    .object({ profiles: z.record(z.string(), z.object({ provider: z.string(), mode: z.string() }).partial()) })
    .partial()
    .default({}),
  meta: z.object({ lastTouchedVersion: z.string() }).partial().nullish().catch(undefined),
});
type Config = z.infer<typeof CONFIG>;

const REPLY = z.object({ hash: z.string().nullish(), config: z.unknown().optional(), parsed: z.unknown().optional() });

export interface GatewayConfig {
  readonly hash: string | null;
  readonly lastWriter: string | null;
  readonly agents: readonly AgentSetting[];
  readonly providers: readonly ProviderSetting[];
  readonly modelsMode: string | null;
  readonly profiles: readonly AuthProfile[];
}

/** What `sessions.list` resolved as the default model: it knows aliases and built-in defaults, the file does not. */
export interface ResolvedDefault {
  readonly agent: string;
  readonly model: ModelRef | null;
}

export function readConfig(payload: unknown, resolved: ResolvedDefault, agentIds: readonly string[]): GatewayConfig {
  const reply = REPLY.parse(payload);
  const config = CONFIG.parse(reply.config ?? reply.parsed ?? {});
  return {
    hash: reply.hash ?? null,
    lastWriter: config.meta?.lastTouchedVersion ?? null,
    agents: readAgents(config, resolved, agentIds),
    providers: Object.entries(config.models.providers ?? {}).map(([id, provider]) => toProvider(id, provider)),
    modelsMode: config.models.mode ?? null,
    profiles: Object.entries(config.auth.profiles ?? {}).map(([id, profile]) => ({
      id,
      provider: profile.provider ?? id.split(":", 1)[0] ?? id,
      mode: profile.mode ?? "unknown",
      status: null,
      expiresAt: null,
    })),
  };
}

function readAgents(config: Config, resolved: ResolvedDefault, agentIds: readonly string[]): readonly AgentSetting[] {
  const own = new Map<string, z.infer<typeof AGENT>>(Object.entries(config.agents.entries ?? {}));
  for (const agent of config.agents.list ?? []) if (agent.id !== undefined) own.set(agent.id, agent);
  const ids = new Set([...(agentIds.length > 0 ? agentIds : [resolved.agent]), ...own.keys()]);
  const aliases = readAliases(config);
  const shared = toRoute(config.agents.defaults?.model);
  return [...ids].map((id) => {
    const route = toRoute(own.get(id)?.model);
    const primary = route.primary ?? shared.primary;
    const named = primary === null ? null : (aliases.get(primary) ?? readModel(primary));
    return {
      id,
      primary: named ?? (route.primary === null ? resolved.model : null),
      fallbacks: (route.fallbacks ?? shared.fallbacks ?? []).flatMap(
        (text) => aliases.get(text) ?? readModel(text) ?? [],
      ),
    };
  });
}

/** `agents.defaults.models` may give a model a short name that `primary` then uses. */
function readAliases(config: Config): ReadonlyMap<string, ModelRef> {
  const aliases = new Map<string, ModelRef>();
  for (const [text, entry] of Object.entries(config.agents.defaults?.models ?? {})) {
    const alias = z.object({ alias: z.string() }).safeParse(entry);
    const model = readModel(text);
    if (alias.success && model) aliases.set(alias.data.alias, model);
  }
  return aliases;
}

function toRoute(model: z.infer<typeof MODEL> | undefined): {
  primary: string | null;
  fallbacks: readonly string[] | null;
} {
  if (typeof model === "string") return { primary: model, fallbacks: null };
  return { primary: model?.primary ?? null, fallbacks: model?.fallbacks ?? null };
}

function toProvider(id: string, provider: z.infer<typeof PROVIDER>): ProviderSetting {
  return {
    id,
    baseUrl: provider.baseUrl ?? null,
    api: provider.api ?? null,
    hasKey: provider.apiKey !== undefined && provider.apiKey !== null && provider.apiKey !== "",
    models: (provider.models ?? []).map((model) => ({
      id: model.id,
      api: model.api ?? null,
      baseUrl: model.baseUrl ?? null,
    })),
  };
}
