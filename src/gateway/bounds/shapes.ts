/** The shape of an object after one more key; null where it would be one too many. */
export type ShapeAfter = (shape: number, key: string) => number | null;

/**
 * Counts in how many ways objects go on from key to key, from 0, the object without any. Rows that are alike have the
 * same few; where each has keys, or an order of them, of its own, every one has to be learned by whoever parses them.
 */
export function createShapes(most: number): ShapeAfter {
  const known = new Map<string, number>();
  return (shape, key) => {
    const way = `${shape} ${key}`;
    const after = known.get(way);
    if (after !== undefined || known.size >= most) return after ?? null;
    known.set(way, known.size + 1);
    return known.size;
  };
}
