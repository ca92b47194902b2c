import { setImmediate } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { createAllowance } from "../../../../src/gateway/bounds/allowance.ts";

const [KB, MB] = [1_000, 1_000_000];
const open = () => {
  const clock = { now: 0 };
  return { clock, allowance: createAllowance(() => clock.now) };
};
type Opened = ReturnType<typeof open>;

/** A frame as it comes: its bytes, then its end. Whether the gateway is listened to further. */
const hear = ({ allowance }: Opened, bytes: number): boolean => allowance.hearBytes(bytes) && allowance.hearFrame();

const answer = (opened: Opened, id: string, bytes: number): boolean => {
  opened.allowance.ask(id);
  const isHeard = hear(opened, bytes);
  opened.allowance.settle(`{"type":"res","id":"${id}","ok":true}`, bytes);
  return isHeard;
};

/** Frames of one size until it is too many, at most so many. */
const countUntilTooMuch = (opened: Opened, bytes: number, most: number): number => {
  for (let count = 0; count < most; count += 1) if (!hear(opened, bytes)) return count;
  return most;
};

describe("what nobody asked for", () => {
  test("a gateway with more turns than any has is listened to", () => {
    const opened = open();
    // For five minutes thirty turns a second with forty events each, of which some hold a whole answer.
    const heard = Array.from({ length: 300 }, () => {
      opened.clock.now += 1_000;
      return countUntilTooMuch(opened, 2 * KB, 1_200);
    });
    expect(new Set(heard)).toEqual(new Set([1_200]));
  });

  test.each([
    ["pings", 2],
    ["small events", 70],
    ["events of a megabyte", MB],
  ])("a flood of %s ends after a while", (_what, bytes) => {
    expect(countUntilTooMuch(open(), bytes, 100_000)).toBeLessThan(65_000);
  });

  test("bytes that never become a frame are counted, too", () => {
    const { allowance } = open();
    const pieces = Array.from({ length: 2_000 }, () => allowance.hearBytes(64 * KB));
    expect(pieces.indexOf(false)).toBeGreaterThan(900);
  });

  test("answers to questions that were never put, or were answered before, are a flood", () => {
    const opened = open();
    const heard = Array.from({ length: 100_000 }, () => {
      const isHeard = hear(opened, 100);
      opened.allowance.settle('{"type":"res","id":"made-up","ok":true}', 100);
      return isHeard;
    });
    expect(heard.at(-1)).toBe(false);
  });

  test("it is listened to again, as long as it comes back with less", () => {
    const opened = open();
    countUntilTooMuch(opened, KB, 100_000);
    opened.clock.now += 30_000;
    expect(hear(opened, KB)).toBe(true);
  });
});

describe("what was asked for", () => {
  test("a first reading of a long record is listened to, however large its pages are", async () => {
    const opened = open();
    for (let page = 0; page < 10; page += 1) {
      await opened.allowance.mayAsk();
      expect(answer(opened, `page-${page}`, 25 * MB)).toBe(true);
    }
  });

  test("beyond, whoever wants to ask waits, as long as the connection lasts", async () => {
    const opened = open();
    for (let page = 0; page < 11; page += 1) answer(opened, `page-${page}`, 25 * MB);
    const over = new AbortController();
    const asked = opened.allowance.mayAsk(over.signal).then(() => "asked");
    expect(await Promise.race([asked, setImmediate("waits")])).toBe("waits");
    over.abort();
    expect(await asked).toBe("asked");
  });
});
