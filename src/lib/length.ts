const UNITS = [
  [86_400_000, "d"],
  [3_600_000, "h"],
  [60_000, "min"],
  [1_000, "s"],
] as const;

/** `2 h 10 min`, in the two largest units. */
export function lengthOf(ms: number): string {
  const first = UNITS.findIndex(([size]) => ms >= size);
  if (first === -1) return "less than a second";
  let rest = ms;
  const parts = UNITS.slice(first, first + 2).flatMap(([size, unit]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count > 0 ? [`${count} ${unit}`] : [];
  });
  return parts.join(" ");
}
