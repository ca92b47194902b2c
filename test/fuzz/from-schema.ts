import * as fc from "fast-check";

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const object = (value: unknown): Json => (isObject(value) ? value : {});
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** What stands under a name, where that says more than its type. */
export type Named = (name: string) => fc.Arbitrary<unknown> | null;

/** Deeper, a value holds only what it must; and where even that goes on, nothing. */
const DEEP = 2;
const DEEPEST = 6;

/**
 * Values as an API description has them. `find` resolves a reference; `named` knows better what stands under a name.
 * What a description leaves open may be anything.
 */
export function createFromSchema(
  find: (ref: string) => unknown,
  named: Named,
): (schema: unknown) => fc.Arbitrary<unknown> {
  const known = new Map<string, fc.Arbitrary<unknown>>();

  function of(schema: unknown, depth: number): fc.Arbitrary<unknown> {
    const { $ref: ref, oneOf, anyOf, allOf, enum: choices, const: only, type } = object(schema);
    if (typeof ref === "string") return referred(ref, depth);
    const either = [...list(oneOf), ...list(anyOf)];
    if (either.length > 0) return fc.oneof(...either.map((one) => of(one, depth)));
    if (Array.isArray(allOf)) return of(allOf[0], depth);
    if (Array.isArray(choices) && choices.length > 0) return fc.constantFrom(...list(choices));
    if (only !== undefined) return fc.constant(only);
    if (Array.isArray(type)) return fc.oneof(...list(type).map((one) => ofType(one, object(schema), depth)));
    return ofType(type, object(schema), depth);
  }

  function referred(ref: string, depth: number): fc.Arbitrary<unknown> {
    const key = `${ref} ${String(depth)}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const made = of(find(ref), depth);
    known.set(key, made);
    return made;
  }

  function ofType(type: unknown, schema: Json, depth: number): fc.Arbitrary<unknown> {
    switch (type) {
      case "object":
        return ofObject(schema, depth);
      case "array":
        return fc.array(of(schema["items"], depth), { maxLength: depth > DEEP ? 0 : 3 });
      case "string":
        return fc.string({ maxLength: 40 });
      case "integer":
        return fc.integer();
      case "number":
        return fc.double({ noNaN: true });
      case "boolean":
        return fc.boolean();
      case "null":
        return fc.constant(null);
      default:
        return fc.jsonValue({ maxDepth: 1 });
    }
  }

  function ofObject({ properties, required }: Json, depth: number): fc.Arbitrary<unknown> {
    if (depth > DEEPEST) return fc.constant(null);
    const needed = new Set(list(required));
    const all = Object.entries(object(properties)).filter(([name]) => depth <= DEEP || needed.has(name));
    const made = all.map(([name, schema]) => [name, named(name) ?? of(schema, depth + 1)] as const);
    return fc.record(Object.fromEntries(made), {
      requiredKeys: all.flatMap(([name]) => (needed.has(name) ? [name] : [])),
    });
  }

  return (schema) => of(schema, 0);
}

const JUNK: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    "",
    0,
    -1,
    1e300,
    Number.MAX_SAFE_INTEGER + 2,
    true,
    [],
    {},
    [[]],
    "__proto__",
  ),
  fc.string({ unit: "binary" }),
  fc.double(),
  fc.constant("x".repeat(20_000)),
  fc.jsonValue(),
);
const DAMAGE = fc.record({
  at: fc.nat(),
  how: fc.constantFrom("put", "drop", "wrap", "name"),
  junk: JUNK,
  name: fc.constantFrom("__proto__", "constructor", "toString", "length", "then"),
});

/** The same with up to three places that are not as they should be. */
export const damaged = (whole: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.tuple(whole, fc.array(DAMAGE, { minLength: 1, maxLength: 3 })).map(([value, damages]) => {
    let root: unknown = structuredClone(value);
    for (const { at, how, junk, name } of damages) {
      const places = placesIn(root);
      const place = places[at % Math.max(places.length, 1)];
      if (place === undefined) root = junk;
      else if (how === "drop") Reflect.deleteProperty(place.holder, place.key);
      else if (how === "wrap") Reflect.set(place.holder, place.key, [Reflect.get(place.holder, place.key)]);
      else if (how === "name" && !Array.isArray(place.holder))
        Reflect.defineProperty(place.holder, name, {
          value: junk,
          enumerable: true,
          configurable: true,
          writable: true,
        });
      else Reflect.set(place.holder, place.key, junk);
    }
    return root;
  });

interface Place {
  readonly holder: object;
  readonly key: string;
}

function placesIn(value: unknown): readonly Place[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [{ holder: value, key }, ...placesIn(inner)]);
}
