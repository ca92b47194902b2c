import type { Snapshot } from "./gateway.ts";

/**
 * What the configuration says of the way to a provider, as one text: its address, its api, whether a key stands there.
 * Attempts keep a digest of it, because the configuration may say something else when they are looked at.
 */
export function writeEntry({ providers, modelsMode }: Pick<Snapshot, "providers" | "modelsMode">, id: string): string {
  const entry = providers.find((provider) => provider.id === id);
  const own = entry?.models.filter(({ api, baseUrl }) => api !== null || baseUrl !== null) ?? [];
  const way = entry && [entry.baseUrl, entry.api, entry.hasKey, own.map((one) => [one.id, one.api, one.baseUrl])];
  return JSON.stringify([modelsMode ?? "merge", way ?? null]);
}
