import { expect, test } from "vitest";
import type { TranscriptEntry } from "../../../src/core/record.ts";
import { MINUTE, SECOND } from "../../../src/core/time.ts";
import { MAIN, OLD, setUp } from "../parts/collecting.ts";
import { said } from "../parts/failure.ts";
import { BIG, NOW } from "../parts/ledger-words.ts";

const FIRST = NOW - MINUTE;
/** A question that is refused again and again: the pairs from `from` up to `to`, which lie 130 ms apart. */
const pairs = (from: number, to: number): readonly TranscriptEntry[] =>
  Array.from({ length: to - from }, (_, index): readonly TranscriptEntry[] => {
    const at = FIRST + (from + index) * 130;
    return [
      { kind: "asked", at, prompt: "p", run: null },
      { kind: "failed", at: at + 60, model: BIG, failure: said("401 Unauthorized"), run: null },
    ];
  }).flat();

test("a turn that is tried without end is followed over pages and restarts, each failure once", async () => {
  await using all = await setUp(OLD, { entries: { [MAIN]: pairs(0, 40) } });
  const ledger = () => all.held.ledger();
  await all.read();
  expect(await ledger().retried("main", 0)).toEqual([]);

  await all.read({ entries: { [MAIN]: pairs(0, 200) } }, SECOND);
  expect(await ledger().retried("main", 0)).toMatchObject([{ failures: 200, exact: true, since: FIRST, over: false }]);

  all.restart();
  await all.read({ entries: { [MAIN]: pairs(150, 400) }, cut: [MAIN] }, SECOND);
  expect(await ledger().retried("main", 0)).toMatchObject([{ failures: 400, exact: true, since: FIRST }]);

  // Of what came in between nobody knows how much it was.
  await all.read({ entries: { [MAIN]: pairs(500, 900) }, cut: [MAIN] }, SECOND);
  expect(await ledger().retried("main", 0)).toMatchObject([{ failures: 800, exact: false, since: FIRST }]);

  const { unauthorized, exhausted, answers } = await ledger().counts("main", NOW + MINUTE);
  expect([unauthorized["24h"], exhausted["24h"], answers["24h"]]).toEqual([1, 1, 0]);
});
