/** One place where two JSON values differ; undefined where a side has nothing there. */
export interface Difference {
  /** `a.b[id].c`: items of lists are named by their `id`, else by their place. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * The innermost differences between two JSON values. Of what is wholly new or gone the keys and the items of their
 * lists are told one by one, and what is in those as a whole.
 */
export const diffValues = (before: unknown, after: unknown): readonly Difference[] => diffAt(before, after, "", 0);

function diffAt(before: unknown, after: unknown, path: string, depth: number): readonly Difference[] {
  if (before === after) return [];
  const [old, wanted] = [entriesBeside(before, after, depth), entriesBeside(after, before, depth)];
  const isAlike = before === undefined || after === undefined || Array.isArray(before) === Array.isArray(after);
  if (old === null || wanted === null || !isAlike) {
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }];
  }
  const names = [...new Set([...old.keys(), ...wanted.keys()])];
  return names.flatMap((name) => diffAt(old.get(name), wanted.get(name), `${path}${name}`, depth + 1)).map(withoutDot);
}

/** Nothing has parts, where they are told one by one of what is on the other side. */
function entriesBeside(value: unknown, other: unknown, depth: number): ReadonlyMap<string, unknown> | null {
  if (value !== undefined) return entriesOf(value);
  const isTold = Array.isArray(other) ? depth === 1 && other.every((item) => idOf(item) !== null) : depth === 0;
  return isTold && entriesOf(other) !== null ? new Map() : null;
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
