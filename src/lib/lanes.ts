import { createSerial, type Serial } from "./serial.ts";

/** One thing at a time per key, in the order of asking; keys do not wait for each other. */
export interface Lanes {
  run<T>(key: string, work: () => Promise<T>): Promise<T>;
}

export function createLanes(): Lanes {
  const lanes = new Map<string, { readonly inTurn: Serial; waiting: number }>();
  return {
    async run(key, work) {
      const lane = lanes.get(key) ?? { inTurn: createSerial(), waiting: 0 };
      lanes.set(key, lane);
      lane.waiting += 1;
      try {
        return await lane.inTurn(work);
      } finally {
        lane.waiting -= 1;
        if (lane.waiting === 0) lanes.delete(key);
      }
    },
  };
}
