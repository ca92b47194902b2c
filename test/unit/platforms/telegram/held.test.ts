import { expect, test } from "vitest";
import { createDealt } from "../../../../src/platforms/telegram/in/dealt.ts";
import { createHeld } from "../../../../src/platforms/telegram/in/held.ts";
import { createMemory } from "../../../contracts/telegram-setup.ts";

const OVER = AbortSignal.abort();
const QUIET = { debug() {}, info() {}, warn() {}, error() {} };

function open() {
  let now = 0;
  const memory = createMemory();
  const dealt = createDealt({ memory, log: QUIET });
  const held = createHeld(dealt, () => now);
  return { held, memory, dealt, pass: (ms: number) => void (now += ms) };
}

const row = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);

test("a fetch begins at the first that is not dealt with, and else after the last", () => {
  const { held } = open();
  expect(held.offset()).toBe(0);
  expect(held.take([5, 6, 7])).toEqual([5, 6, 7]);
  expect(held.offset()).toBe(5);
  held.letGo(6, true);
  expect(held.offset()).toBe(5);
  held.letGo(5, true);
  expect(held.offset()).toBe(7);
  expect(held.take([7, 8])).toEqual([8]);
  held.letGo(7, true);
  held.letGo(8, true);
  expect([held.offset(), held.isEmpty()]).toEqual([9, true]);
  expect(held.take([8])).toEqual([]);
  expect(held.take([])).toEqual([]);
  expect(held.offset()).toBe(9);
});

test("what takes more than a minute is confirmed all the same", async () => {
  const { held, pass } = open();
  held.take([5]);
  pass(40_000);
  held.take([5, 6]);
  await held.settle(OVER);
  expect(held.offset()).toBe(5);
  pass(40_000);
  await held.settle(OVER);
  expect(held.offset()).toBe(6);
  expect(held.take([5, 6])).toEqual([]);
});

test("one that takes its time keeps back as many as Telegram hands out, and no more", () => {
  const { held } = open();
  expect(held.take(row(1, 100))).toHaveLength(100);
  for (const update of row(2, 99)) held.letGo(update, true);
  expect(held.offset()).toBe(1);
  expect(held.take(row(1, 100))).toEqual([]);
  expect(held.offset()).toBe(101);
});

test("what was dealt with is known to the next process, as far as doing it again is not the same", async () => {
  const { held, memory } = open();
  held.take([5, 6, 7]);
  held.letGo(6, true);
  held.letGo(7, false);
  const next = createDealt({ memory, log: QUIET });
  await expect.poll(() => memory.kept.size).toBe(1);
  expect(await next.begin([5, 6])).toEqual(new Map());
  expect([5, 6].map((update) => next.has(update))).toEqual([false, true]);
  expect(await createDealt({ memory, log: QUIET }).begin([5])).toEqual(
    new Map([
      [5, 1],
      [6, 1],
    ]),
  );
});
