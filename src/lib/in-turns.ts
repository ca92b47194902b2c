import { setImmediate, setTimeout } from "node:timers/promises";

/** Work that may pause wherever it yields. */
export type Work<T> = Generator<undefined, T>;

/** Milliseconds of it before others get their turns. */
const SLICE = 10;
/** What takes longer than `most` milliseconds in all rests for so long after each slice: the rest is for others. */
const LONG = { most: 2_000, rest: 4 * SLICE } as const;

/** Does it at once: for what is small. */
export function atOnce<T>(work: Work<T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** Does it in slices, while others get their turns in between. */
export async function inTurns<T>(work: Work<T>): Promise<T> {
  let worked = 0;
  for (let began = performance.now(); ; began = performance.now()) {
    let slice = 0;
    while (slice < SLICE) {
      const { done, value } = work.next();
      if (done) return value;
      slice = performance.now() - began;
    }
    worked += slice;
    await (worked > LONG.most ? setTimeout(LONG.rest) : setImmediate());
  }
}

/** As `flatMap`; may pause after each item. */
export function* flatMapping<T, R>(items: readonly T[], to: (item: T) => readonly R[]): Work<R[]> {
  const all: R[] = [];
  for (const item of items) {
    for (const one of to(item)) all.push(one);
    yield;
  }
  return all;
}

/** As `filter`; may pause after each item. */
export function* filtering<T>(items: readonly T[], isKept: (item: T) => boolean): Work<T[]> {
  const kept: T[] = [];
  for (const item of items) {
    if (isKept(item)) kept.push(item);
    yield;
  }
  return kept;
}
