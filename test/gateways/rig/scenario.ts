import type { JsonObject } from "./json.ts";
import { isAtLeast, type Release } from "./releases.ts";
import type { UpstreamMode } from "./upstream/mode.ts";

/** One model row of a provider entry in openclaw.json. */
export interface ModelRow extends JsonObject {
  readonly id: string;
  readonly name: string;
}

/** `models.providers.<id>` of openclaw.json. */
export interface ProviderEntry extends JsonObject {
  readonly baseUrl: string;
  readonly models: readonly ModelRow[];
}

/** The part of openclaw.json a scenario is about. References are `provider/model`. */
export interface ModelSettings {
  readonly primary: string;
  readonly fallbacks: readonly string[];
  readonly providers: Readonly<Record<string, ProviderEntry>>;
}

/** A file below the gateway's state folder, written before the gateway starts. */
export interface StateFile {
  readonly path: string;
  readonly text: string;
}

/** A situation a gateway can be in, as a value: what it is told, what lies on its disk, how the provider behaves. */
export interface Scenario {
  readonly name: string;
  appliesTo(version: string): boolean;
  models(release: Release): ModelSettings;
  /** Laid over the finished openclaw.json. */
  config?(release: Release): JsonObject;
  files?(release: Release): readonly StateFile[];
  readonly upstream: UpstreamMode;
  /** Cron jobs and heartbeats run. */
  readonly jobs?: true;
}

/** The public API of the platform, which a ChatGPT login may not use for answers. */
export const PUBLIC_API = { baseUrl: "https://api.openai.com/v1", api: "openai-responses" } as const;

/** A made-up key that the fake platform recognises as one without the right to write responses. */
export const RESTRICTED_KEY = "sk-restricted-000000000000000000000000";

export function modelRow(id: string, more: JsonObject = {}): ModelRow {
  return {
    id,
    name: id.toUpperCase(),
    reasoning: true,
    input: ["text", "image"],
    cost: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
    contextWindow: id === "gpt-5.4" ? 1_050_000 : 272_000,
    maxTokens: 128_000,
    ...more,
  };
}

/** The provider entry with which the ChatGPT route works, for releases that accept one. */
export function chatgptEntry(release: Release, ...models: readonly string[]): ProviderEntry {
  const { baseUrl, api } = release;
  return { baseUrl, api, models: models.map((id) => modelRow(id, { api })) };
}

/** A gateway set up the way its release wants it: primary and fallback over the ChatGPT login. */
export function workingModels(release: Release): ModelSettings {
  const { provider, primary, fallback } = release;
  return {
    primary: `${provider}/${primary}`,
    fallbacks: [`${provider}/${fallback}`],
    providers: release.providerEntry === "needed" ? { [provider]: chatgptEntry(release, primary, fallback) } : {},
  };
}

export const before = (limit: string) => (version: string) => !isAtLeast(version, limit);
export const since = (first: string) => (version: string) => isAtLeast(version, first);
