import { expect, test } from "vitest";
import { MINUTE } from "../../../src/core/time.ts";
import { openMarks } from "../../../src/evidence/marks.ts";
import { openLedger } from "../parts/ledger.ts";
import { NOW } from "../parts/ledger-words.ts";

const SEEN = { logFile: "a.log", logCursor: 100, logNext: null, logSince: NOW } as const;

test("a reading that found nothing is written down every five minutes, one with news at once", async () => {
  await using held = await openLedger();
  const marks = await openMarks(held.ledger(), "main");
  const written = async () => {
    const { logCursor, sessions } = await held.ledger().marks("main");
    return [logCursor, sessions.get("")?.readAt];
  };
  await marks.keep(SEEN, new Map(), NOW);
  expect(await written()).toEqual([100, NOW]);
  await marks.keep(SEEN, new Map(), NOW + 5 * MINUTE - 1);
  expect(await written()).toEqual([100, NOW]);
  await marks.keep(SEEN, new Map(), NOW + 5 * MINUTE);
  expect(await written()).toEqual([100, NOW + 5 * MINUTE]);
  await marks.keep({ ...SEEN, logCursor: 200 }, new Map(), NOW + 5 * MINUTE + 1);
  expect(await written()).toEqual([200, NOW + 5 * MINUTE + 1]);
  await marks.keep(
    { ...SEEN, logCursor: 200 },
    new Map([["s", { updatedAt: 1, readAt: 2, isAtRest: false }]]),
    NOW + 5 * MINUTE + 2,
  );
  expect(await written()).toEqual([200, NOW + 5 * MINUTE + 2]);
  expect(marks.now().sessions.get("s")).toEqual({ updatedAt: 1, readAt: 2, isAtRest: false });
});

test.each([
  ["another file of the log", { logFile: "b.log" }],
  ["more of the log", { logCursor: 200 }],
  // As where the log's level hides what matters: until then nothing was seen.
  ["a log that is read without a break only since later", { logSince: NOW + MINUTE }],
])("news is %s, and is written down at once", async (_what, news) => {
  await using held = await openLedger();
  const marks = await openMarks(held.ledger(), "main");
  await marks.keep(SEEN, new Map(), NOW);
  await marks.keep({ ...SEEN, ...news }, new Map(), NOW + 1);
  expect(await held.ledger().marks("main")).toMatchObject({ ...SEEN, ...news });
});

test("a clock that was set back is no reason to write nothing down", async () => {
  await using held = await openLedger();
  const marks = await openMarks(held.ledger(), "main");
  await marks.keep(SEEN, new Map(), NOW);
  await marks.keep(SEEN, new Map(), NOW - 5 * MINUTE);
  expect((await held.ledger().marks("main")).sessions.get("")?.readAt).toBe(NOW - 5 * MINUTE);
});
