/** At most so many things at once; the others wait in the order of asking. */
export type Few = <T>(work: () => Promise<T>) => Promise<T>;

export function createFew(most: number): Few {
  const waiting: (() => void)[] = [];
  let busy = 0;
  return async (work) => {
    if (busy >= most) await new Promise<void>((resolve) => void waiting.push(resolve));
    else busy += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) busy -= 1;
      else next();
    }
  };
}
