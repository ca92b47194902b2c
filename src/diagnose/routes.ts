import type { ProviderSetting, Snapshot } from "../core/gateway.ts";
import type { FailureSummary } from "../core/ledger.ts";
import type { ModelRef } from "../core/model.ts";

/** Where a provider entry sends its requests, as far as the configuration says. */
export type Backend = "chatgpt" | "openai-api" | "other" | "unset";

function backendOf(url: string | null): Backend {
  if (url === null) return "unset";
  if (/^https:\/\/chatgpt\.com(?:\/|$)/.test(url)) return "chatgpt";
  if (/^https:\/\/api\.openai\.com(?:\/|$)/.test(url)) return "openai-api";
  return "other";
}

export const providerOf = (snapshot: Snapshot, id: string): ProviderSetting | null =>
  snapshot.providers.find((provider) => provider.id === id) ?? null;

/** The backend one model of a provider entry goes to: its own address wins over the entry's. */
export function routeOf(snapshot: Snapshot, ref: ModelRef): Backend {
  const provider = providerOf(snapshot, ref.provider);
  if (provider === null) return "unset";
  const own = provider.models.find((model) => model.id === ref.model)?.baseUrl ?? null;
  return backendOf(own ?? provider.baseUrl);
}

/** The api ids of the ChatGPT backend, by the provider its login belongs to: up to 2026.5, and since. */
const CHATGPT_APIS: Readonly<Record<string, string>> = {
  "openai-codex": "openai-codex-responses",
  openai: "openai-chatgpt-responses",
};

/** Whether an answer came over the backend of the ChatGPT login, by whichever name its release calls that. */
export const isChatgpt = (provider: string, api: string | null): boolean =>
  api === null ? provider === CODEX : Object.values(CHATGPT_APIS).includes(api);

/** An entry names another api for a model than the ChatGPT backend speaks; what it leaves open is not wrong. */
export function hasOtherApi(snapshot: Snapshot, ref: ModelRef): boolean {
  const provider = providerOf(snapshot, ref.provider);
  const api = provider?.models.find((model) => model.id === ref.model)?.api ?? provider?.api ?? null;
  return api !== null && api !== CHATGPT_APIS[ref.provider];
}

/** The configuration itself sends a model of the ChatGPT login elsewhere, or over another api. */
export function isMisrouted(snapshot: Snapshot, ref: ModelRef): boolean {
  const backend = routeOf(snapshot, ref);
  return backend === "openai-api" || backend === "other" || hasOtherApi(snapshot, ref);
}

export const hasChatGptLogin = (snapshot: Snapshot): boolean =>
  snapshot.profiles.some((profile) => profile.mode === "oauth" && profile.provider.startsWith("openai"));

/** Provider ids under which releases knew the ChatGPT login. */
export const CODEX = "openai-codex";

/** The gateway refuses a model because nobody is called `openai-codex` there any more, in whatever words. */
export const isLegacyRefusal = ({ model, endedBy, reason }: FailureSummary, { release }: Snapshot): boolean =>
  model.provider === CODEX && endedBy === "gateway" && reason !== "resting" && release.codexRefs !== "work";
