/** Something of which so much may be used at once, and which comes back with time. Owns how much is left. */
export interface Bucket {
  /** Also beyond what is left: the debt comes back first. */
  take(amount: number): void;
  give(amount: number): void;
  left(): number;
  /** Milliseconds until nothing is owed any more. */
  owedFor(): number;
}

/** `aSecond` comes back each second, up to `most`. `now`: milliseconds on a clock that nobody sets. */
export function createBucket(most: number, aSecond: number, now: () => number): Bucket {
  let at = now();
  let level = most;
  const left = (): number => {
    const since = Math.max(0, now() - at);
    at += since;
    level = Math.min(most, level + (since / 1_000) * aSecond);
    return level;
  };
  return {
    take: (amount) => void (level = left() - amount),
    give: (amount) => void (level = Math.min(most, left() + amount)),
    left,
    owedFor: () => Math.max(0, (-left() / aSecond) * 1_000),
  };
}
