import { z } from "zod";
import type { AgentSetting, AuthProfile, ProviderSetting } from "../../core/gateway.ts";
import { readModel, type ModelRef } from "../../core/model.ts";
import { loose, MOST_NAMED, readEach, readReply } from "./reply.ts";

const ENTRIES = loose(z.record(z.string(), z.unknown()));
const LIST = loose(z.array(z.unknown()));
const ROUTE = z.object({ primary: z.unknown(), fallbacks: LIST }).partial();
const LISTED = z.object({ id: z.string(), model: z.unknown().optional() });
const NAMED = z.object({ model: z.unknown().optional() });
const PROVIDER_MODEL = z.object({ id: z.string(), api: z.string().optional(), baseUrl: z.string().optional() });
const PROVIDER = z.object({ baseUrl: z.string(), api: z.string(), apiKey: z.unknown(), models: LIST }).partial();
const PROFILE = z.object({ provider: z.string(), mode: z.string() }).partial();

/** What the companion looks at of `config.get`; the rest is never kept. What cannot be read takes nothing along. */
const CONFIG = z
  .object({
    agents: loose(
      z.object({
        defaults: loose(z.object({ model: z.unknown().optional(), models: ENTRIES })),
        list: LIST,
        entries: ENTRIES,
      }),
    ),
    models: loose(z.object({ mode: loose(z.string()), providers: ENTRIES })),
    auth: loose(z.object({ profiles: ENTRIES })),
    meta: loose(z.object({ lastTouchedVersion: z.string() }).partial()),
  })
  .catch({});
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
  const reply = readReply(REPLY, "config.get", payload);
  const config = CONFIG.parse(reply.config ?? reply.parsed ?? {});
  return {
    hash: reply.hash ?? null,
    lastWriter: config.meta?.lastTouchedVersion ?? null,
    agents: readAgents(config, resolved, agentIds),
    providers: readEntries(PROVIDER, config.models?.providers).map(([id, provider]) => toProvider(id, provider)),
    modelsMode: config.models?.mode ?? null,
    profiles: readEntries(PROFILE, config.auth?.profiles).map(([id, profile]) => ({
      id,
      provider: profile.provider ?? id.split(":", 1)[0] ?? id,
      mode: profile.mode ?? "unknown",
      status: null,
      expiresAt: null,
    })),
  };
}

/** The entries that can be read, by their names. */
const readEntries = <S extends z.ZodType>(
  schema: S,
  entries: Readonly<Record<string, unknown>> | undefined,
): readonly (readonly [name: string, entry: z.output<S>])[] =>
  Object.entries(entries ?? {})
    .slice(0, MOST_NAMED)
    .flatMap(([name, entry]) => readEach(schema, [entry]).read.map((read) => [name, read] as const));

function readAgents(config: Config, resolved: ResolvedDefault, agentIds: readonly string[]): readonly AgentSetting[] {
  const own = new Map<string, unknown>();
  for (const [id, entry] of Object.entries(config.agents?.entries ?? {})) {
    const named = NAMED.safeParse(entry);
    own.set(id, named.success ? named.data.model : entry);
  }
  for (const { id, model } of readEach(LISTED, config.agents?.list ?? []).read) own.set(id, model);
  const ids = [...new Set([...(agentIds.length > 0 ? agentIds : [resolved.agent]), ...own.keys()])].slice(
    0,
    MOST_NAMED,
  );
  const aliases = readAliases(config);
  const toModel = (text: string): ModelRef | null => aliases.get(text) ?? readModel(text);
  const shared = toRoute(config.agents?.defaults?.model);
  return ids.map((id) => {
    const route = toRoute(own.get(id));
    const primary = route.primary.kind === "absent" ? shared.primary : route.primary;
    const named = primary.kind === "named" ? toModel(primary.text) : null;
    return {
      id,
      primary: named ?? (route.primary.kind === "absent" ? resolved.model : null),
      fallbacks: (route.fallbacks ?? shared.fallbacks ?? []).flatMap((text) => toModel(text) ?? []),
    };
  });
}

/** `agents.defaults.models` may give a model a short name that `primary` then uses. */
function readAliases(config: Config): ReadonlyMap<string, ModelRef> {
  const aliases = new Map<string, ModelRef>();
  for (const [text, entry] of Object.entries(config.agents?.defaults?.models ?? {})) {
    const alias = z.object({ alias: z.string() }).safeParse(entry);
    const model = readModel(text);
    if (alias.success && model) aliases.set(alias.data.alias, model);
  }
  return aliases;
}

interface Route {
  readonly primary:
    | { readonly kind: "named"; readonly text: string }
    | { readonly kind: "absent" }
    /** Something stands there that names no model: it is not known which one, rather than another one. */
    | { readonly kind: "unreadable" };
  /** Null when none are named, which is not the same as naming none. */
  readonly fallbacks: readonly string[] | null;
}

function toRoute(model: unknown): Route {
  const route = ROUTE.safeParse(model);
  if (!route.success) return { primary: toPrimary(model), fallbacks: null };
  const { primary, fallbacks } = route.data;
  const texts = fallbacks?.filter((text) => typeof text === "string");
  return { primary: toPrimary(primary), fallbacks: texts ?? null };
}

function toPrimary(model: unknown): Route["primary"] {
  if (model === undefined || model === null) return { kind: "absent" };
  return typeof model === "string" ? { kind: "named", text: model } : { kind: "unreadable" };
}

function toProvider(id: string, provider: z.infer<typeof PROVIDER>): ProviderSetting {
  return {
    id,
    baseUrl: provider.baseUrl ?? null,
    api: provider.api ?? null,
    hasKey: provider.apiKey !== undefined && provider.apiKey !== null && provider.apiKey !== "",
    models: readEach(PROVIDER_MODEL, provider.models ?? []).read.map((model) => ({
      id: model.id,
      api: model.api ?? null,
      baseUrl: model.baseUrl ?? null,
    })),
  };
}
