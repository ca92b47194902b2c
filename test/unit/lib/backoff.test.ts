import { describe, expect, test } from "vitest";
import { createBackoff, sleep } from "../../../src/lib/backoff.ts";

describe("back-off", () => {
  test.each([
    { random: 0, waits: [50, 100, 200, 400, 500, 500] },
    { random: 0.5, waits: [75, 150, 300, 600, 750, 750] },
  ])("doubles up to the most it may wait, with jitter $random", ({ random, waits }) => {
    const backoff = createBackoff({ first: 100, most: 1000, random: () => random });
    expect(waits.map(() => backoff.next())).toEqual(waits);
  });

  test("starts anew after a success", () => {
    const backoff = createBackoff({ first: 100, most: 1000, factor: 3, random: () => 0 });
    backoff.next();
    expect(backoff.next()).toBe(150);
    backoff.reset();
    expect(backoff.next()).toBe(50);
  });

  test("never waits more than the most, even at first", () => {
    expect(createBackoff({ first: 9000, most: 100, random: () => 0.999 }).next()).toBeLessThanOrEqual(100);
  });
});

describe("sleep", () => {
  test("resolves at once when already aborted", async () => {
    await expect(sleep(600_000, AbortSignal.abort())).resolves.toBeUndefined();
  });

  test("resolves early, without an error, when aborted on the way", async () => {
    const stop = new AbortController();
    const asleep = sleep(600_000, stop.signal);
    stop.abort();
    await expect(asleep).resolves.toBeUndefined();
  });

  test("resolves by itself", async () => {
    await expect(sleep(1)).resolves.toBeUndefined();
  });
});
