import { asList, asObject, isObject, type Json } from "../json.ts";

/**
 * A merge patch as OpenClaw applies it: `null` deletes, objects merge, and lists whose items have an `id` merge
 * item by item; other lists are replaced.
 */
export function mergePatch(base: unknown, patch: unknown): unknown {
  if (Array.isArray(patch)) return hasIds(patch) && hasIds(asList(base)) ? mergeById(asList(base), patch) : patch;
  if (!isObject(patch)) return patch;
  const merged: Record<string, unknown> = { ...asObject(base) };
  for (const [key, change] of Object.entries(patch)) {
    if (change === null) delete merged[key];
    else merged[key] = mergePatch(merged[key], change);
  }
  return merged;
}

const hasIds = (items: readonly unknown[]): boolean =>
  items.length > 0 && items.every((item) => isObject(item) && typeof item["id"] === "string");

function mergeById(base: readonly unknown[], patch: readonly unknown[]): readonly unknown[] {
  const merged = new Map(base.map((item) => [asObject(item)["id"], item]));
  for (const item of patch) merged.set(asObject(item)["id"], mergePatch(merged.get(asObject(item)["id"]), item));
  return [...merged.values()];
}

/** Dotted paths of the lists that hold fewer items after the change than before. */
export function shrunkLists(before: unknown, after: unknown, path = ""): readonly string[] {
  if (Array.isArray(before)) return asList(after).length < before.length ? [path] : [];
  if (!isObject(before)) return [];
  return Object.entries(before).flatMap(([key, value]) =>
    shrunkLists(value, asObject(after)[key], path === "" ? key : `${path}.${key}`),
  );
}

/** Dotted paths that differ, each as short as the change allows. */
export function changedPaths(before: unknown, after: unknown, path = ""): readonly string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (!isObject(before) || !isObject(after)) return [path];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
    changedPaths(before[key], after[key], path === "" ? key : `${path}.${key}`),
  );
}

/** Dotted paths of the values a patch sets or deletes. */
export function leaves(patch: unknown, path = ""): readonly string[] {
  if (!isObject(patch) || Object.keys(patch).length === 0) return [path];
  return Object.entries(patch).flatMap(([key, inner]) => leaves(inner, path === "" ? key : `${path}.${key}`));
}

/** What the gateway runs with: its own additions under the operator's document, and models with an api. */
export function runtimeConfig(document: Json, added: Json): Json {
  const full = asObject(mergePatch(added, document));
  const models = asObject(full["models"]);
  if (!isObject(models["providers"])) return full;
  const providers = Object.entries(models["providers"]).map(([id, entry]) => [id, inheritApi(asObject(entry))]);
  return { ...full, models: { ...models, providers: Object.fromEntries(providers) } };
}

function inheritApi(provider: Json): Json {
  const { api, models } = provider;
  if (typeof api !== "string" || !Array.isArray(models)) return provider;
  return { ...provider, models: models.map((model) => ({ ...asObject(model), api: asObject(model)["api"] ?? api })) };
}
