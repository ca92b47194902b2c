import { isObject, isSame, ownValue, valueAt, withValue, type Json, type JsonObject } from "../../core/json.ts";
import type { ConfigPatch, PlanStep } from "../../core/plan.ts";
import type { Release } from "../../core/releases/release.ts";
import { patchesToward } from "./to-plan.ts";
import { holdsSecret, isHidden, withoutSecrets } from "./secrets.ts";

/** The patches that take back what a step changed, and nothing else that stands in the configuration by now. */
export const patchesBack = (step: PlanStep, document: JsonObject, release: Release): readonly ConfigPatch[] =>
  patchesToward(document, withoutStep(step, document), step.changes, release);

/** The configuration as it would be without a step. What people or the gateway added since stays. */
export function withoutStep({ changes, made }: PlanStep, document: JsonObject): JsonObject {
  const restored = changes.reduce<JsonObject>((edited, { path, before, after, written }) => {
    return withValue(edited, path, restore(valueAt(edited, path), after, before, written ?? before));
  }, document);
  // What the step had to make for its values goes again, unless something else stands in it by now.
  return made.reduce<JsonObject>(
    (edited, path) => (isHollow(valueAt(edited, path)) ? withValue(edited, path, undefined) : edited),
    restored,
  );
}

/** What a value would be if it had not been changed from `before`, which the file has as `written`, to `after`. */
function restore(
  now: Json | undefined,
  after: Json | undefined,
  before: Json | undefined,
  written: Json | undefined,
): Json | undefined {
  if (isSame(after, before)) return now;
  if (isObject(now) && isObject(after) && isObject(before))
    return restoreKeys(now, after, before, isObject(written) ? written : before);
  if (isRows(now) && isRows(after) && isRows(before))
    return restoreRows(now, after, before, isRows(written) ? written : before);
  // A secret that stays in place is kept by the gateway; one that is gone cannot be sent back.
  if (!holdsSecret(written) || holdsSecret(now)) return written;
  return isHidden(written) ? undefined : withoutSecrets(written);
}

function restoreKeys(now: JsonObject, after: JsonObject, before: JsonObject, written: JsonObject): JsonObject {
  const keys = [...new Set([...Object.keys(now), ...Object.keys(before)])];
  const kept = keys.map((key) => {
    const was = ownValue(before, key);
    return [key, restore(ownValue(now, key), ownValue(after, key), was, ownValue(written, key) ?? was)] as const;
  });
  return Object.fromEntries(kept.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
}

type Row = JsonObject & { readonly id: string };
const isRows = (value: Json | undefined): value is readonly Row[] =>
  Array.isArray(value) && value.every((item: Json) => isObject(item) && typeof item["id"] === "string");

/** Rows are known by their id: those the step added go, those it removed come back, others stay. */
function restoreRows(
  now: readonly Row[],
  after: readonly Row[],
  before: readonly Row[],
  written: readonly Row[],
): readonly Json[] {
  const find = (rows: readonly Row[], id: string) => rows.find((row) => row.id === id);
  const old = before.flatMap((row) => {
    const [standing, ours, own = row] = [find(now, row.id), find(after, row.id), find(written, row.id)];
    if (standing !== undefined) return [ours === undefined ? standing : restoreKeys(standing, ours, row, own)];
    // What others removed since stays away.
    return ours === undefined ? [own] : [];
  });
  const others = now.filter(({ id }) => find(before, id) === undefined && find(after, id) === undefined);
  return [...old, ...others];
}

/** Nothing stands in it but containers with nothing in them. */
const isHollow = (value: Json | undefined): boolean => isObject(value) && Object.values(value).every(isHollow);
