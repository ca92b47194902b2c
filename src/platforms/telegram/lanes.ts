/** One thing at a time per key, in the order of asking; keys do not wait for each other. */
export interface Lanes {
  run<T>(key: string, work: () => Promise<T>): Promise<T>;
}

export function createLanes(): Lanes {
  const tails = new Map<string, Promise<void>>();
  return {
    async run(key, work) {
      const before = tails.get(key);
      const { promise: tail, resolve: finish } = Promise.withResolvers<void>();
      tails.set(key, tail);
      try {
        await before;
        return await work();
      } finally {
        if (tails.get(key) === tail) tails.delete(key);
        finish();
      }
    },
  };
}
