export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What stands under a key itself: every object answers to some names although nobody put them there. */
export const ownValue = (object: JsonObject, key: string): Json | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined;

/** The value at a path of keys; undefined where the path leaves the document. */
export const valueAt = (document: Json, path: readonly string[]): Json | undefined =>
  path.reduce<Json | undefined>((value, key) => (isObject(value) ? ownValue(value, key) : undefined), document);

/** A copy of the document with the value at a path set, or with the key removed when it is undefined. */
export function withValue(document: JsonObject, path: readonly string[], value: Json | undefined): JsonObject {
  const [key, ...rest] = path;
  if (key === undefined) return document;
  const { [key]: _, ...others } = document;
  const inner = ownValue(document, key);
  if (rest.length > 0) return { ...document, [key]: withValue(isObject(inner) ? inner : {}, rest, value) };
  return value === undefined ? others : { ...document, [key]: value };
}

/** Deep equality; the order of keys does not matter. */
export function isSame(a: Json | undefined, b: Json | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => isSame(item, b[i]));
  if (isObject(a) && isObject(b)) {
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]))
    );
  }
  return a === b;
}

/** Whether a value holds everything another one does; more may be there. Lists must have the same items. */
export function includes(value: Json | undefined, part: Json | undefined): boolean {
  if (isObject(value) && isObject(part))
    return Object.keys(part).every((key) => Object.hasOwn(value, key) && includes(value[key], part[key]));
  if (Array.isArray(value) && Array.isArray(part)) {
    return value.length === part.length && part.every((item, index) => includes(value[index], item));
  }
  return value === part;
}
