/** More than two slips of the finger make another word. */
const MOST_SLIPS = 2;

/** The known name that somebody probably meant; null when none is near enough, or two are equally near. */
export function findNearest(
  name: string,
  known: readonly string[],
  most: (known: string) => number = () => MOST_SLIPS,
): string | null {
  const near = known
    .map((one) => ({ one, slips: countSlips(name, one) }))
    .filter(({ one, slips }) => slips <= most(one))
    .sort((a, b) => a.slips - b.slips);
  const [first, second] = near;
  return first === undefined || first.slips === second?.slips ? null : first.one;
}

/**
 * The same for what people type: case counts for nothing, and a word of a name stands for it where it is in no other:
 * `status` for `model-status`.
 */
export function findMeant(typed: string, known: readonly string[]): string | null {
  const name = typed.trim().toLowerCase();
  if (name === "") return null;
  const lower = known.map((one) => one.toLowerCase());
  const at = lower.indexOf(findNearest(name, lower, (one) => Math.min(MOST_SLIPS, Math.floor(one.length / 2))) ?? "");
  if (at !== -1) return known[at] ?? null;
  const [only, ...more] = known.filter((one) => one.toLowerCase().split(/[-_]/).includes(name));
  return more.length > 0 ? null : (only ?? null);
}

/** Letters left out, put in, changed, or swapped with their neighbour (Damerau and Levenshtein). */
function countSlips(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > MOST_SLIPS) return Infinity;
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swap = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? Infinity) + 1 : Infinity;
      row.push(Math.min(change, swap, (row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1));
    }
    [before, last] = [last, row];
  }
  return last[b.length] ?? Infinity;
}
