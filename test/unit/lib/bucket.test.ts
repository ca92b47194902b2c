import { expect, test } from "vitest";
import { createBucket } from "../../../src/lib/bucket.ts";

const open = () => {
  const clock = { now: 5_000 };
  return { clock, bucket: createBucket({ atOnce: 100, pause: 100 }, () => clock.now) };
};

test("what was taken comes back with time, and never more than there may be", () => {
  const { clock, bucket } = open();
  bucket.take(60);
  expect(bucket.left()).toBe(40);
  clock.now += 2_000;
  expect(bucket.left()).toBe(60);
  clock.now += 60_000;
  expect(bucket.left()).toBe(100);
  bucket.give(50);
  expect(bucket.left()).toBe(100);
});

test("a debt is paid before anything is left", () => {
  const { clock, bucket } = open();
  bucket.take(150);
  expect(bucket.owedFor()).toBe(5_000);
  clock.now += 5_000;
  expect(bucket.owedFor()).toBe(0);
  expect(bucket.left()).toBe(0);
});

test("a clock that is set back takes nothing, and gives on from there", () => {
  const { clock, bucket } = open();
  clock.now -= 4_000;
  bucket.take(10);
  expect(bucket.left()).toBe(90);
  clock.now += 500;
  expect(bucket.left()).toBe(95);
});
