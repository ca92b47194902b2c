import { digest } from "../lib/digest.ts";
import type { Snapshot } from "./gateway.ts";

/**
 * Tells apart what the configuration says of the way to a provider: its address, its api, whether a key stands there.
 * An attempt keeps it, because the configuration may say something else when it is looked at.
 */
export function entryOf({ providers, modelsMode }: Pick<Snapshot, "providers" | "modelsMode">, id: string): string {
  const entry = providers.find((provider) => provider.id === id);
  const way = entry && [
    entry.baseUrl,
    entry.api,
    entry.hasKey,
    entry.models
      .filter(({ api, baseUrl }) => api !== null || baseUrl !== null)
      .map((one) => [one.id, one.api, one.baseUrl]),
  ];
  return digest(JSON.stringify([modelsMode ?? "merge", way ?? null]));
}
