/** How much there may be at once, and after how many milliseconds one more of it comes back. */
export interface Measure {
  readonly atOnce: number;
  readonly pause: number;
}

/** Something of which so much may be used at once, and which comes back with time. Owns how much is left. */
export interface Bucket {
  /** Also beyond what is left: the debt comes back first. */
  take(amount: number): void;
  give(amount: number): void;
  left(): number;
  /** Milliseconds until nothing is owed any more. */
  owedFor(): number;
}

/** `now`: milliseconds on any clock; one that is set back gives nothing, and gives again from there on. */
export function createBucket({ atOnce, pause }: Measure, now: () => number): Bucket {
  let at = now();
  let level = atOnce;
  const left = (): number => {
    const before = at;
    at = now();
    level = Math.min(atOnce, level + Math.max(0, at - before) / pause);
    return level;
  };
  return {
    take: (amount) => void (level = left() - amount),
    give: (amount) => void (level = Math.min(atOnce, left() + amount)),
    left,
    owedFor: () => Math.max(0, -left() * pause),
  };
}
