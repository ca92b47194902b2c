import { createLanes } from "../lib/lanes.ts";

/** What is queued of a topic, one after the other: two at once would each queue what the other one does. */
export interface InTurn {
  run(topic: string, work: () => Promise<void>): Promise<void>;
  /** Resolves when all that was begun has ended, however it did. */
  settled(): Promise<void>;
}

export function createInTurn(): InTurn {
  const lanes = createLanes();
  const begun = new Set<Promise<void>>();
  return {
    run(topic, work) {
      const done = lanes.run(topic, work);
      const ended: Promise<void> = done.catch(() => {}).finally(() => begun.delete(ended));
      begun.add(ended);
      return done;
    },
    async settled() {
      await Promise.all(begun);
    },
  };
}
