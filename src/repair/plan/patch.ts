import { isObject, isSame, ownValue, type Json, type JsonObject } from "../../core/json.ts";
import type { ConfigPatch } from "../../core/plan.ts";
import type { Release } from "../../core/releases/release.ts";

/**
 * How arrays are changed: as the release takes them; `only-added-to` merges them too, and leaves items that should
 * go where they are.
 */
export type ArrayHabit = Release["arrays"] | "only-added-to";

/** A patch that turns `before` into `after`; null when merging cannot get there in one go. */
export function diffPatch(before: JsonObject, after: JsonObject, habit: ArrayHabit): ConfigPatch | null {
  const replacePaths: string[] = [];
  const merge = diffObject(before, after, [], habit, replacePaths);
  return merge && { merge, replacePaths };
}

function diffObject(
  before: JsonObject,
  after: JsonObject,
  path: readonly string[],
  habit: ArrayHabit,
  replaced: string[],
): JsonObject | null {
  const patch = new Map<string, Json>();
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, wanted] = [ownValue(before, key), ownValue(after, key)];
    if (isSame(old, wanted)) continue;
    const here = [...path, key];
    const change =
      wanted === undefined ? remove(old, here, habit, replaced) : toward(old, wanted, here, habit, replaced);
    if (change === undefined) return null;
    // Rows that only differ by what cannot be taken away leave nothing to say, nor does what they stand in.
    if (isEmptyList(change) && !isEmptyList(wanted)) continue;
    if (isObject(old) && isObject(wanted) && isSame(change, {})) continue;
    patch.set(key, change);
  }
  return Object.fromEntries(patch);
}

const isEmptyList = (value: Json | undefined): boolean => Array.isArray(value) && value.length === 0;

/** Removing what holds a filled array needs saying so on releases that can replace arrays. */
function remove(old: Json | undefined, path: readonly string[], habit: ArrayHabit, replaced: string[]): null {
  if (habit === "replaced") replaced.push(...arraysIn(old, path));
  return null;
}

function arraysIn(value: Json | undefined, path: readonly string[]): readonly string[] {
  if (Array.isArray(value)) return value.length > 0 ? [path.join(".")] : [];
  return isObject(value) ? Object.entries(value).flatMap(([key, inner]) => arraysIn(inner, [...path, key])) : [];
}

/** Undefined when it cannot be reached by one merge. */
function toward(
  old: Json | undefined,
  wanted: Json,
  path: readonly string[],
  habit: ArrayHabit,
  replaced: string[],
): Json | undefined {
  if (isObject(old) && isObject(wanted)) return diffObject(old, wanted, path, habit, replaced) ?? undefined;
  if (!Array.isArray(old) || !Array.isArray(wanted)) return wanted;
  if (habit === "replaced") {
    replaced.push(path.join("."));
    return wanted;
  }
  return diffItems(old, wanted, habit);
}

type Item = JsonObject & { readonly id: string };
const isItem = (value: Json): value is Item => isObject(value) && typeof value["id"] === "string";

/** Items are merged by id and new ones appended; none can be taken away. Arrays of other things are replaced. */
function diffItems(old: readonly Json[], wanted: readonly Json[], habit: ArrayHabit): Json | undefined {
  if (!old.every(isItem)) return wanted;
  if (!wanted.every(isItem)) return undefined;
  const byId = new Map(old.map((item) => [item.id, item]));
  const order = [...old.map(({ id }) => id), ...wanted.flatMap(({ id }) => (byId.has(id) ? [] : [id]))];
  const isReached = order.length === wanted.length && wanted.every(({ id }, index) => id === order[index]);
  if (!isReached && habit !== "only-added-to") return undefined;
  const changes: Json[] = [];
  for (const item of wanted) {
    const before = byId.get(item.id);
    if (isSame(before, item)) continue;
    const inner = before ? diffObject(before, item, [], habit, []) : item;
    if (inner === null) return undefined;
    changes.push({ ...inner, id: item.id });
  }
  return changes;
}
