import { expect, test } from "vitest";
import { atOnce, filtering, flatMapping, inTurns, type Work } from "../../../src/lib/in-turns.ts";

const NUMBERS = Array.from({ length: 1_000 }, (_, index) => index);

function* sum(): Work<number> {
  const even = yield* filtering(NUMBERS, (number) => number % 2 === 0);
  const twice = yield* flatMapping(even, (number) => [number, number]);
  return twice.reduce((all, number) => all + number, 0);
}

test("it comes to the same at once and in turns", async () => {
  expect(atOnce(sum())).toBe(499_000);
  expect(await inTurns(sum())).toBe(499_000);
});

/** Keeps the thread for so many milliseconds, a little at a time. */
function* keepBusy(most: number): Work<void> {
  for (const began = performance.now(); performance.now() - began < most;) yield;
}

test("others get their turns while it is done", async () => {
  let turns = 0;
  const over = new AbortController();
  const look = (): void => {
    turns += 1;
    if (!over.signal.aborted) setImmediate(look);
  };
  look();
  await inTurns(keepBusy(300));
  over.abort();
  expect(turns).toBeGreaterThan(5);
});
