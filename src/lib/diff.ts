/** One place where two JSON values differ; undefined where a side has nothing there. */
export interface Difference {
  /** `a.b[id].c`: items of lists are named by their `id`, else by their place. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** The innermost differences between two JSON values. What is wholly new or gone is one difference. */
export function diffValues(before: unknown, after: unknown, path = ""): readonly Difference[] {
  if (before === after) return [];
  const [old, wanted] = [entriesOf(before), entriesOf(after)];
  if (old === null || wanted === null || Array.isArray(before) !== Array.isArray(after)) {
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }];
  }
  const names = [...new Set([...old.keys(), ...wanted.keys()])];
  return names.flatMap((name) => diffValues(old.get(name), wanted.get(name), `${path}${name}`)).map(withoutDot);
}

/** The parts of an object or list under the names a path gives them; null for everything else. */
function entriesOf(value: unknown): ReadonlyMap<string, unknown> | null {
  if (typeof value !== "object" || value === null) return null;
  if (!Array.isArray(value)) return new Map(Object.entries(value).map(([key, inner]) => [`.${key}`, inner]));
  return new Map(value.map((item: unknown, index) => [`[${idOf(item) ?? String(index)}]`, item]));
}

function idOf(item: unknown): string | null {
  if (typeof item !== "object" || item === null || !("id" in item)) return null;
  return typeof item.id === "string" ? item.id : null;
}

const withoutDot = (difference: Difference): Difference => ({
  ...difference,
  path: difference.path.replace(/^\./, ""),
});
