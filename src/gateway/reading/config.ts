import { z } from "zod";
import type { AgentSetting, AuthProfile, ProviderSetting } from "../../core/gateway.ts";
import { hideInAddress } from "../../lib/show-value.ts";
import { AGENTS, readAgents, type Resolved } from "./agents.ts";
import { ITEMS, loose, MOST_NAMED, readEach, readReply } from "./reply.ts";

const ENTRIES = loose(z.record(z.string(), z.unknown()));
const LIST = loose(ITEMS);
const PROVIDER_MODEL = z.object({ id: z.string(), api: z.string().optional(), baseUrl: z.string().optional() });
const PROVIDER = z.object({ baseUrl: z.string(), api: z.string(), apiKey: z.unknown(), models: LIST }).partial();
const PROFILE = z.object({ provider: z.string(), mode: z.string() }).partial();

/** What the companion looks at of `config.get`; the rest is never kept. What cannot be read takes nothing along. */
const CONFIG = z
  .object({
    agents: loose(AGENTS),
    logging: loose(z.object({ level: loose(z.string()) })),
    models: loose(z.object({ mode: loose(z.string()), providers: ENTRIES })),
    auth: loose(z.object({ profiles: ENTRIES })),
    meta: loose(z.object({ lastTouchedVersion: z.string() }).partial()),
  })
  .catch({});

const REPLY = z.object({ hash: z.string().nullish(), config: z.unknown().optional(), parsed: z.unknown().optional() });

interface GatewayConfig {
  readonly hash: string | null;
  readonly lastWriter: string | null;
  readonly agents: readonly AgentSetting[];
  readonly providers: readonly ProviderSetting[];
  readonly modelsMode: string | null;
  readonly profiles: readonly AuthProfile[];
  readonly logLevel?: string;
}

/** A configuration as it was read, and what it comes to. */
export interface ReadConfig {
  (resolved: Resolved): GatewayConfig;
  /** Whether a gateway that is set like this writes into its log when its configuration has changed. */
  readonly logsChanges: boolean;
}

/** Reads a `config.get` reply once; what agents are set to also depends on what the gateway made of it. */
export function readConfig(payload: unknown): ReadConfig {
  const reply = readReply(REPLY, "config.get", payload);
  const config = CONFIG.parse(reply.config ?? reply.parsed ?? {});
  const agentsOf = readAgents(config.agents);
  const read = {
    hash: reply.hash ?? null,
    lastWriter: config.meta?.lastTouchedVersion ?? null,
    ...(config.logging?.level !== undefined && { logLevel: config.logging.level }),
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
  const complete = (resolved: Resolved): GatewayConfig => ({ ...read, agents: agentsOf(resolved) });
  return Object.assign(complete, { logsChanges: (config.logging?.level ?? "info") === "info" });
}

/** The entries that can be read, by their names. */
const readEntries = <S extends z.ZodType>(
  schema: S,
  entries: Readonly<Record<string, unknown>> | undefined,
): readonly (readonly [name: string, entry: z.output<S>])[] =>
  Object.entries(entries ?? {})
    .slice(0, MOST_NAMED)
    .flatMap(([name, entry]) => readEach(schema, [entry]).read.map((read) => [name, read] as const));

function toProvider(id: string, provider: z.infer<typeof PROVIDER>): ProviderSetting {
  return {
    id,
    baseUrl: toAddress(provider.baseUrl),
    api: provider.api ?? null,
    hasKey: provider.apiKey !== undefined && provider.apiKey !== null && provider.apiKey !== "",
    models: readEach(PROVIDER_MODEL, provider.models ?? []).read.map((model) => ({
      id: model.id,
      api: model.api ?? null,
      baseUrl: toAddress(model.baseUrl),
    })),
  };
}

const toAddress = (baseUrl: string | undefined): string | null =>
  baseUrl === undefined ? null : hideInAddress(baseUrl);
