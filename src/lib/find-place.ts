/** Where in a list that grows the first number stands that is not less than `least`; its length when none is. */
export function findPlace(sorted: readonly number[], least: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((sorted[middle] ?? Infinity) < least) from = middle + 1;
    else to = middle;
  }
  return from;
}
