import { expect, test } from "vitest";
import { MINUTE, SECOND } from "../../../src/core/time.ts";
import { createLookTurns } from "../../../src/notify/turns.ts";

test("a gateway where something may be wrong is looked at every ten seconds, a quiet one every ten minutes", () => {
  const turns = createLookTurns(["a", "b"]);
  expect(turns.due(0)).toEqual(["a", "b"]);
  for (const gateway of ["a", "b"]) turns.began(gateway, 0);
  turns.found("a", true);
  turns.found("b", false);
  expect(turns.due(9 * SECOND)).toEqual([]);
  expect(turns.due(10 * SECOND)).toEqual(["b"]);
  expect(turns.due(9 * MINUTE)).toEqual(["b"]);
  expect(turns.due(10 * MINUTE)).toEqual(["a", "b"]);
  turns.found("a", false);
  expect(turns.due(10 * SECOND)).toEqual(["a", "b"]);
});

test("a thousand gateways take turns, and none of them is forgotten", () => {
  const all = Array.from({ length: 1_000 }, (_, index) => `g${index}`);
  const turns = createLookTurns(all);
  const seen = new Set<string>();
  for (let now = 0; now < 20 * SECOND; now += 2 * SECOND) {
    const due = turns.due(now);
    expect(due.length).toBeLessThanOrEqual(100);
    for (const gateway of due) {
      turns.began(gateway, now);
      seen.add(gateway);
    }
  }
  expect(seen.size).toBe(1_000);
});
