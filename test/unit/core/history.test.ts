import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { totalsOf, unknownOf } from "../../../src/core/history-totals.ts";
import { divide, HISTORY_WINDOWS, MOST_BUCKETS, startOf } from "../../../src/core/history.ts";
import { DAY, HOUR, MINUTE, SECOND } from "../../../src/core/time.ts";
import { CLAUDE, CODEX, GPT, historyOf, NOW } from "../parts/history-samples.ts";

describe("a stretch of time", () => {
  test.each([
    ["1h", MINUTE, 60],
    ["6h", 5 * MINUTE, 72],
    ["24h", 15 * MINUTE, 96],
    ["7d", 2 * HOUR, 84],
    ["30d", 6 * HOUR, 120],
  ])("of %s is divided into buckets people know", (name, step, count) => {
    const length = HISTORY_WINDOWS.find((window) => window.name === name)?.length ?? 0;
    expect(divide(NOW - length, NOW)).toEqual({ from: NOW - length, to: NOW, step, count });
  });

  test("of whatever length has few buckets, which end where it ends and begin at most one before it", () => {
    fc.assert(
      fc.property(fc.integer({ min: -DAY, max: 2_000 * DAY }), (length) => {
        const span = divide(NOW - length, NOW);
        expect(span.count).toBeGreaterThan(0);
        expect(span.count).toBeLessThanOrEqual(MOST_BUCKETS);
        expect(startOf(span, span.count)).toBe(NOW);
        expect(startOf(span, 0)).toBeLessThanOrEqual(span.from);
        expect(startOf(span, 1)).toBeGreaterThan(span.from);
      }),
    );
  });
});

test("the sums of a history are the sums of its buckets, the busiest model first", () => {
  const history = historyOf(HOUR, {
    3: { served: [[GPT, 2]], unauthorized: 1 },
    7: { served: [[CODEX, 4, 4]], unauthorized: 2, exhausted: 1 },
    9: {
      served: [
        [CODEX, 1, 1],
        [GPT, 1],
        [CLAUDE, 9],
      ],
    },
  });
  const start = startOf(history.span, 0);
  const at = (bucket: number): number => start + (bucket + 0.5) * MINUTE;
  expect(totalsOf(history)).toEqual({
    answers: 17,
    fallbacks: 5,
    unknown: 0,
    models: [
      { model: CLAUDE, count: 9, fallbacks: 0, unknown: 0, firstAt: at(9), lastAt: at(9) },
      { model: CODEX, count: 5, fallbacks: 5, unknown: 0, firstAt: at(7), lastAt: at(9) },
      { model: GPT, count: 3, fallbacks: 0, unknown: 0, firstAt: at(3), lastAt: at(9) },
    ],
    unauthorized: { count: 3, firstAt: at(3), lastAt: at(7) },
    exhausted: { count: 1, firstAt: at(7), lastAt: at(7) },
  });
});

describe("what is not known", () => {
  test.each([
    ["nothing, while the record covers all of it", {}, { before: null, after: null }],
    [
      "all of it, for a gateway that was never read",
      { recordSince: null, seenUntil: null },
      { before: NOW, after: null },
    ],
    ["its start, before the record begins", { recordSince: NOW - 5 * HOUR }, { before: NOW - 5 * HOUR, after: null }],
    ["its end, since the gateway was read last", { seenUntil: NOW - HOUR }, { before: null, after: NOW - HOUR }],
    ["no end, while the last reading is a moment ago", { seenUntil: NOW - 20 * SECOND }, { before: null, after: null }],
    [
      "all after the start, when the last reading is older",
      { seenUntil: NOW - 2 * DAY },
      { before: null, after: NOW - DAY },
    ],
  ])("%s", (_, more, unknown) => {
    expect(unknownOf(historyOf(DAY, {}, more))).toEqual(unknown);
  });

  test("everything after the newest entry, when nothing was read since the start", () => {
    const history = historyOf(DAY, { 10: { served: [[GPT, 1]] } }, { seenUntil: null });
    expect(unknownOf(history)).toEqual({ before: null, after: startOf(history.span, 10) + 7.5 * MINUTE });
  });
});
