import { expect, it } from "vitest";
import { HOUR, MINUTE } from "../../../src/core/time.ts";
import { createQuota } from "../../../src/evidence/quota.ts";

it("a gateway has so much at once and so much in each hour, and no more after a long silence", () => {
  const quota = createQuota(100, 60);
  expect(quota.room(HOUR)).toBe(100);
  quota.take(100);
  expect(quota.room(HOUR)).toBe(0);
  expect(quota.room(HOUR + MINUTE)).toBe(1);
  quota.take(1);
  expect(quota.room(HOUR + 31 * MINUTE)).toBe(30);
  expect(quota.room(1_000 * HOUR)).toBe(100);
  // A clock that was set back gives nothing and takes nothing.
  quota.take(100);
  expect(quota.room(999 * HOUR)).toBe(0);
  expect(quota.room(1_000 * HOUR)).toBe(60);
});
