import { expect, test } from "vitest";
import { createSeldom } from "../../../src/lib/seldom.ts";

test("the same thing is said once in a while, with how often it was not said", () => {
  let now = 0;
  const seldom = createSeldom(() => now, 60);
  expect(seldom("a")).toBe(0);
  expect([seldom("a"), seldom("a")]).toEqual([null, null]);
  expect(seldom("b")).toBe(0);
  now = 59;
  expect(seldom("a")).toBeNull();
  now = 60;
  expect(seldom("a")).toBe(3);
  expect(seldom("a")).toBeNull();
});
